import { retentionType, tagsType } from '../types.bicep'

@minLength(3)
@maxLength(24)
@description('Required. Name of the storage account: lower-case letters and digits, unique in Azure.')
param name string

@description('Required. Region.')
param location string

@description('Required. Tags of the account.')
param tags tagsType

@description('Required. Replication. Zone-redundant storage survives the loss of a data centre.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS', 'Standard_RAGRS', 'Standard_RAGZRS'])
param skuName string

@description('Required. How long blobs, their versions and deleted blobs are kept.')
param retention retentionType

// The three lists are the whole contract between code and storage: with shared keys off the app could create what is
// missing, but a queue that exists only after the first message hides a misspelt name.
var containerNames = [
  'items'
  'uploads'
  'upload-texts'
  'uploaded-items'
  'quarantine'
  'outbox'
  'alert-plans'
  'audit'
  'deployments'
  'event-dead-letters'
]

var queueNames = [
  'feeds-due'
  'items-found'
  'stories-changed'
  'alerts-due'
  'emails-to-send'
  'sms-to-send'
  'uploads-received'
  'upload-slices-due'
  'replays-due'
]

var tableNames = [
  'Feeds'
  'FeedStates'
  'FeedNotices'
  'FeedHosts'
  'SeenItems'
  'Uploads'
  'Reports'
  'ItemBatches'
  'Items'
  'Fingerprints'
  'Stories'
  'StoriesByDay'
  'StoriesDue'
  'CapMessages'
  'Surges'
  'AnalysisRules'
  'LanguageFindings'
  'Sites'
  'Rosters'
  'NamedParties'
  'People'
  'Trips'
  'Stays'
  'Audit'
  'Alerts'
  'Watchlists'
  'WatchMatches'
  'Deliveries'
  'DueDeliveries'
  'StageStatistics'
  'Failures'
  'Idempotency'
  'Replays'
  'ReplayResults'
]

// The Functions host moves a message that failed too often to a queue of this name.
var poisonQueueNames = map(queueNames, queueName => '${queueName}-poison')

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: skuName }
  properties: {
    accessTier: 'Hot'
    // Entra identities only: no account key, no account SAS, no connection string that can leak.
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    // Reachable from anywhere, usable only with a role. AzureServices lets Event Grid in once defaultAction is Deny.
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      defaultAction: 'Allow'
      bypass: 'AzureServices'
    }
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: {
      enabled: true
      days: retention.deletedBlobs
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: retention.deletedBlobs
    }
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = [
  for containerName in containerNames: {
    parent: blobService
    name: containerName
    properties: { publicAccess: 'None' }
  }
]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2025-01-01' = {
  parent: account
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-01-01' = [
  for queueName in concat(queueNames, poisonQueueNames): {
    parent: queueService
    name: queueName
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-01-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-01-01' = [
  for tableName in tableNames: {
    parent: tableService
    name: tableName
  }
]

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'items-age-out'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['items/', 'uploads/', 'quarantine/']
            }
            actions: {
              baseBlob: {
                tierToCool: { daysAfterModificationGreaterThan: retention.itemsToCoolAfter }
                delete: { daysAfterModificationGreaterThan: retention.items }
              }
            }
          }
        }
        {
          // Copies of an import that did not end.
          name: 'working-files-age-out'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['upload-texts/']
            }
            actions: {
              baseBlob: {
                delete: { daysAfterModificationGreaterThan: 7 }
              }
            }
          }
        }
        {
          // Versioning without this rule keeps every overwritten blob for ever, each old deployment package included.
          name: 'old-versions-age-out'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'] }
            actions: {
              version: {
                delete: { daysAfterCreationGreaterThan: retention.oldVersions }
              }
            }
          }
        }
        {
          // The host rewrites the status of each timer at each run, an upload what uploads have brought; each write leaves a version that
          // nobody will read.
          name: 'host-versions-age-out'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['azure-webjobs-hosts/', 'upload-texts/', 'uploaded-items/']
            }
            actions: {
              version: {
                delete: { daysAfterCreationGreaterThan: 1 }
              }
            }
          }
        }
      ]
    }
  }
  // The account takes one change of its blob settings at a time.
  dependsOn: [blobService]
}

@description('Name of the storage account.')
output name string = account.name

@description('Resource id of the storage account.')
output resourceId string = account.id

@description('URL of the container that deployment packages are kept in.')
output deploymentContainerUrl string = '${account.properties.primaryEndpoints.blob}deployments'
