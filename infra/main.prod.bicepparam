using 'main.bicep'

param environmentName = 'prod'
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param ownership = {
  owner: 'security-intelligence'
  costCentre: 'group-security'
  dataClassification: 'restricted'
}
param storageSkuName = 'Standard_ZRS'
param zoneRedundant = true
// Old versions and deleted blobs together stay below the month within which personal data must be erased on request.
param retention = {
  itemsToCoolAfter: 30
  items: 730
  deletedBlobs: 14
  oldVersions: 14
  logs: 90
}
// The road of an alert and the pages that acknowledge it do not start cold.
param scale = {
  instanceMemoryMB: 2048
  maximumInstanceCount: 100
  alwaysReady: [
    { name: 'http', instanceCount: 2 }
    { name: 'function:AssessStory', instanceCount: 2 }
    { name: 'function:PlanAlerts', instanceCount: 2 }
    { name: 'function:SendEmail', instanceCount: 2 }
    { name: 'function:SendSms', instanceCount: 2 }
  ]
}
// No daily limit: telemetry that stops on a busy day stops on the day it is needed.
param logDailyQuotaGb = -1
// No default: production without sign-in is a mistake, so the deployment fails where the variable is not set.
param authClientId = readEnvironmentVariable('AUTH_CLIENT_ID')
param publicBaseUrl = readEnvironmentVariable('PUBLIC_BASE_URL', '')
param pollingContact = readEnvironmentVariable('POLLING_CONTACT', '')
param languageEndpoint = readEnvironmentVariable('LANGUAGE_ENDPOINT', '')
param languageProject = readEnvironmentVariable('LANGUAGE_PROJECT', '')
param languageDeployment = readEnvironmentVariable('LANGUAGE_DEPLOYMENT', '')
