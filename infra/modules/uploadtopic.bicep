// Apart from the subscription in uploadevents.bicep, because between the two come the roles: the topic's identity
// exists only with the topic, and Event Grid refuses a subscription whose identity may not write its dead letters.

import { tagsType } from '../types.bicep'

@minLength(3)
@maxLength(50)
@description('Required. Name of the system topic. A storage account has at most one.')
param name string

@description('Required. Region of the storage account.')
param location string

@description('Required. Tags of the topic.')
param tags tagsType

@description('Required. Name of the storage account whose events the topic carries.')
param storageAccountName string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  tags: tags
  // System-assigned: the only kind that passes the firewall of a storage account, should one be set.
  identity: { type: 'SystemAssigned' }
  properties: {
    source: account.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

@description('Name of the topic.')
output name string = topic.name

@description('Object id of the topic\'s identity, to which roles are assigned.')
output principalId string = topic.identity.principalId
