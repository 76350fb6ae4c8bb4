// Every role assignment there is. Each is the narrowest built-in role, on the narrowest scope, that still works.

@description('Required. Name of the storage account.')
param storageAccountName string

@description('Required. Name of the Application Insights component.')
param applicationInsightsName string

@description('Required. Object id of the app\'s identity.')
param appPrincipalId string

@description('Required. Object id of the identity of the upload topic.')
param uploadTopicPrincipalId string

@description('Required. Queue that the upload topic puts messages on.')
param uploadQueueName string

@description('Required. Container that the upload topic writes undeliverable events to.')
param deadLetterContainerName string

var roleDefinitions = {
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb' // Monitoring Metrics Publisher
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe' // Storage Blob Data Contributor
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' // Storage Blob Data Owner
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88' // Storage Queue Data Contributor
  storageQueueDataMessageSender: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a' // Storage Queue Data Message Sender
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3' // Storage Table Data Contributor
}

// The whole account, not single containers: the Functions host makes containers of its own for locks and keys, and its
// documentation asks for Owner on blobs.
var appStorageRoles = [
  roleDefinitions.storageBlobDataOwner
  roleDefinitions.storageQueueDataContributor
  roleDefinitions.storageTableDataContributor
]

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName

  resource blobService 'blobServices' existing = {
    name: 'default'

    resource deadLetters 'containers' existing = {
      name: deadLetterContainerName
    }
  }

  resource queueService 'queueServices' existing = {
    name: 'default'

    resource uploadQueue 'queues' existing = {
      name: uploadQueueName
    }
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource appOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in appStorageRoles: {
    scope: account
    name: guid(account.id, appPrincipalId, role)
    properties: {
      description: 'State, messages and deployment package of the app.'
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource appOnApplicationInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: applicationInsights
  name: guid(applicationInsights.id, appPrincipalId, roleDefinitions.monitoringMetricsPublisher)
  properties: {
    description: 'Telemetry of the app.'
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roleDefinitions.monitoringMetricsPublisher
    )
  }
}

resource topicOnQueue 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account::queueService::uploadQueue
  name: guid(
    account::queueService::uploadQueue.id,
    uploadTopicPrincipalId,
    roleDefinitions.storageQueueDataMessageSender
  )
  properties: {
    description: 'Announces uploaded files.'
    principalId: uploadTopicPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roleDefinitions.storageQueueDataMessageSender
    )
  }
}

resource topicOnDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account::blobService::deadLetters
  name: guid(
    account::blobService::deadLetters.id,
    uploadTopicPrincipalId,
    roleDefinitions.storageBlobDataContributor
  )
  properties: {
    description: 'Keeps announcements of uploads that could not be delivered.'
    principalId: uploadTopicPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roleDefinitions.storageBlobDataContributor
    )
  }
}
