targetScope = 'subscription'

import { ownershipType, resourceNamesType, retentionType, scaleType } from 'types.bicep'

@minLength(2)
@maxLength(20)
@description('Required. Name of the environment, such as dev, test or prod. Part of the resource group\'s name.')
param environmentName string

@description('Required. Region of all resources. Must offer Flex Consumption with custom handlers.')
@metadata({ azd: { type: 'location' } })
param location string

@minLength(2)
@maxLength(8)
@description('Optional. Short name of the system, lower-case letters and digits. Part of every name.')
param workload string = 'esg'

@description('Required. Who answers for the resources and what is in them.')
param ownership ownershipType

@description('Optional. Names that replace the generated ones.')
param resourceNames resourceNamesType = {}

@description('Optional. Replication of the storage account.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS', 'Standard_RAGRS', 'Standard_RAGZRS'])
param storageSkuName string = 'Standard_ZRS'

@description('Optional. How long things are kept.')
param retention retentionType = {
  itemsToCoolAfter: 30
  items: 730
  deletedBlobs: 14
  oldVersions: 14
  logs: 90
}

@description('Optional. Size and number of the app\'s instances.')
param scale scaleType = {
  instanceMemoryMB: 2048
  maximumInstanceCount: 100
  alwaysReady: []
}

@description('Optional. Whether the app\'s instances are spread over availability zones. Only some regions can.')
param zoneRedundant bool = false

@minValue(-1)
@description('Optional. Most GB of telemetry taken in a day, after which it is lost until the next; -1 for no limit.')
param logDailyQuotaGb int = -1

@description('Optional. Client id of the Entra app registration that signs callers in. Empty: nobody can sign in, and only public pages answer.')
param authClientId string = ''

@description('Optional. Address that people reach the app at, such as https://alerts.example.org, without a trailing slash. Empty: the app\'s own host name.')
param publicBaseUrl string = ''

@description('Optional. Address (https:// or mailto:) by which publishers reach whoever polls their feeds. Empty: none is given.')
param pollingContact string = ''

@description('Optional. Address of an Azure AI Language resource, such as https://NAME.cognitiveservices.azure.com. Empty: texts are read by the app\'s own rules alone.')
param languageEndpoint string = ''

@description('Optional. Project of single-label classification of that resource. Empty: none.')
param languageProject string = ''

@description('Optional. Deployment of that project.')
param languageDeployment string = ''

var abbrs = loadJsonContent('abbreviations.json')
var resourceToken = toLower(uniqueString(subscription().id, workload, environmentName, location))
var suffix = '${workload}-${resourceToken}'
// Names from the lists in modules/storage.bicep.
var uploads = {
  container: 'uploads'
  queue: 'uploads-received'
  deadLetterContainer: 'event-dead-letters'
}
var tags = {
  'azd-env-name': environmentName
  workload: workload
  owner: ownership.owner
  'cost-centre': ownership.costCentre
  'data-classification': ownership.dataClassification
}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: resourceNames.?resourceGroup ?? '${abbrs.resourcesResourceGroups}${workload}-${environmentName}'
  location: location
  tags: tags
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    // At most 2 + 8 + 13 of the 24 characters that a storage account may have; no hyphen allowed.
    name: resourceNames.?storageAccount ?? '${abbrs.storageStorageAccounts}${workload}${resourceToken}'
    location: location
    tags: tags
    skuName: storageSkuName
    retention: retention
  }
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: resourceNames.?identity ?? '${abbrs.managedIdentityUserAssignedIdentities}${suffix}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: resourceNames.?workspace ?? '${abbrs.operationalInsightsWorkspaces}${suffix}'
    applicationInsightsName: resourceNames.?applicationInsights ?? '${abbrs.insightsComponents}${suffix}'
    location: location
    tags: tags
    retentionDays: retention.logs
    dailyQuotaGb: logDailyQuotaGb
  }
}

module uploadTopic 'modules/uploadtopic.bicep' = {
  scope: group
  params: {
    name: resourceNames.?uploadTopic ?? '${abbrs.eventGridSystemTopics}${suffix}'
    location: location
    tags: tags
    storageAccountName: storage.outputs.name
  }
}

module roles 'modules/roles.bicep' = {
  scope: group
  params: {
    storageAccountName: storage.outputs.name
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    appPrincipalId: identity.outputs.principalId
    uploadTopicPrincipalId: uploadTopic.outputs.principalId
    uploadQueueName: uploads.queue
    deadLetterContainerName: uploads.deadLetterContainer
  }
}

module functionApp 'modules/functionapp.bicep' = {
  scope: group
  params: {
    planName: resourceNames.?plan ?? '${abbrs.webServerFarms}${suffix}'
    name: resourceNames.?functionApp ?? '${abbrs.webSitesFunctions}${suffix}'
    location: location
    tags: tags
    identityResourceId: identity.outputs.resourceId
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    scale: scale
    zoneRedundant: zoneRedundant
    authClientId: authClientId
    publicBaseUrl: publicBaseUrl
    pollingContact: pollingContact
    languageEndpoint: languageEndpoint
    languageProject: languageProject
    languageDeployment: languageDeployment
  }
  // The host reads its storage as soon as it starts.
  dependsOn: [roles]
}

module uploadEvents 'modules/uploadevents.bicep' = {
  scope: group
  params: {
    topicName: uploadTopic.outputs.name
    storageAccountName: storage.outputs.name
    uploadContainerName: uploads.container
    queueName: uploads.queue
    deadLetterContainerName: uploads.deadLetterContainer
  }
  // Last, not because it needs the app, but because a role takes minutes to be known everywhere and the app takes
  // minutes to be made. Where Azure still refuses, deploying again is safe.
  dependsOn: [
    roles
    functionApp
  ]
}

@description('Region of all resources.')
output AZURE_LOCATION string = location

@description('Resource group of all resources.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Function app to publish the package to.')
output AZURE_FUNCTION_APP_NAME string = functionApp.outputs.name

@description('Address of the app, without a trailing slash.')
output AZURE_FUNCTION_APP_URL string = functionApp.outputs.publicBaseUrl

@description('Object id of the app\'s identity: the subject of the federated credential on the app registration.')
output AZURE_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId

@description('Storage account that holds all state.')
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name

@description('Application Insights component of the app.')
output AZURE_APPLICATION_INSIGHTS_NAME string = monitoring.outputs.applicationInsightsName

@description('Log Analytics workspace behind Application Insights.')
output AZURE_LOG_ANALYTICS_WORKSPACE_NAME string = monitoring.outputs.workspaceName
