using 'main.bicep'

// As many instances as production, so that load tests mean something, but none that wait warm.
param environmentName = 'test'
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param ownership = {
  owner: 'security-intelligence'
  costCentre: 'development'
  dataClassification: 'internal'
}
param storageSkuName = 'Standard_ZRS'
param retention = {
  itemsToCoolAfter: 30
  items: 60
  deletedBlobs: 7
  oldVersions: 7
  logs: 30
}
param scale = {
  instanceMemoryMB: 2048
  maximumInstanceCount: 100
  alwaysReady: []
}
param logDailyQuotaGb = 5
param authClientId = readEnvironmentVariable('AUTH_CLIENT_ID', '')
param publicBaseUrl = readEnvironmentVariable('PUBLIC_BASE_URL', '')
param pollingContact = readEnvironmentVariable('POLLING_CONTACT', '')
param languageEndpoint = readEnvironmentVariable('LANGUAGE_ENDPOINT', '')
param languageProject = readEnvironmentVariable('LANGUAGE_PROJECT', '')
param languageDeployment = readEnvironmentVariable('LANGUAGE_DEPLOYMENT', '')
