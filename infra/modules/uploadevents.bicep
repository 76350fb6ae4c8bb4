@description('Required. Name of the system topic of the storage account. Its identity must hold its roles already.')
param topicName string

@description('Required. Name of the storage account that files are uploaded to and that holds the queue.')
param storageAccountName string

@description('Required. Container whose new files are announced.')
param uploadContainerName string

@description('Required. Queue that the announcements are put on.')
param queueName string

@description('Required. Container that takes announcements which could not be delivered.')
param deadLetterContainerName string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

// A storage queue rather than a web hook: no key that exists only after the code is deployed, no public address.
resource uploadSubscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'uploads-received'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      // Without the prefix every blob that the app itself writes would come back as an upload.
      subjectBeginsWith: '/blobServices/default/containers/${uploadContainerName}/'
    }
    deliveryWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      destination: {
        endpointType: 'StorageQueue'
        properties: {
          resourceId: account.id
          queueName: queueName
          // Never: an upload must not be forgotten because the app was stopped for a week.
          queueMessageTimeToLiveInSeconds: -1
        }
      }
    }
    retryPolicy: {
      maxDeliveryAttempts: 30
      eventTimeToLiveInMinutes: 1440
    }
    deadLetterWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      deadLetterDestination: {
        endpointType: 'StorageBlob'
        properties: {
          resourceId: account.id
          blobContainerName: deadLetterContainerName
        }
      }
    }
  }
}
