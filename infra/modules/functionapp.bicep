import { scaleType, tagsType } from '../types.bicep'

@description('Required. Name of the plan.')
param planName string

@minLength(2)
@maxLength(60)
@description('Required. Name of the function app, unique in Azure.')
param name string

@description('Required. Region.')
param location string

@description('Required. Tags of both resources.')
param tags tagsType

@description('Required. Resource id of the app\'s identity, which must hold its roles already.')
param identityResourceId string

@description('Required. Client id of the app\'s identity.')
param identityClientId string

@description('Required. Name of the storage account.')
param storageAccountName string

@description('Required. URL of the container that deployment packages are kept in.')
param deploymentContainerUrl string

@description('Required. Address that telemetry is sent to.')
param applicationInsightsConnectionString string

@description('Required. Size and number of instances.')
param scale scaleType

@description('Required. Whether instances are spread over availability zones. Only some regions can.')
param zoneRedundant bool

@description('Required. Client id of the Entra app registration that signs callers in, or empty for no sign-in.')
param authClientId string

@description('Required. Address that people reach the app at, without a trailing slash, or empty for the app\'s own host name.')
param publicBaseUrl string

@description('Required. Address (https:// or mailto:) by which publishers reach whoever polls their feeds, or empty for none.')
param pollingContact string

@description('Required. Address of the Azure AI Language resource, or empty for none. The app\'s identity must have the role Cognitive Services User on it.')
param languageEndpoint string

@description('Required. Project of single-label classification, or empty for none.')
param languageProject string

@description('Required. Deployment of that project, or empty for none.')
param languageDeployment string

var authEnabled = !empty(authClientId)
var baseUrl = empty(publicBaseUrl) ? 'https://${app.properties.defaultHostName}' : publicBaseUrl

// The setting that holds the federated credential's identity, instead of one that holds a client secret.
var federatedIdentitySetting = 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'

// Flex Consumption refuses or ignores FUNCTIONS_WORKER_RUNTIME, FUNCTIONS_EXTENSION_VERSION, WEBSITE_RUN_FROM_PACKAGE,
// WEBSITE_CONTENT*, WEBSITE_TIME_ZONE and their like: runtime, package and scale stand in functionAppConfig.
// This is the whole list: each deployment removes settings that were added by hand.
var appSettings = {
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
  AZURE_CLIENT_ID: identityClientId
  AzureWebJobsStorage__accountName: storageAccountName
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__credential: 'managedidentity'
  Hosting__PublicBaseUrl: baseUrl
  Hosting__TrustPlatformHeaders: authEnabled ? 'true' : 'false'
  Ingestion__Contact: pollingContact
  Language__Deployment: languageDeployment
  Language__Endpoint: languageEndpoint
  Language__Project: languageProject
  OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identityClientId
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  // Where azd looks for the app to deploy the service of that name to.
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityResourceId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    clientAffinityEnabled: false
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityResourceId
          }
        }
      }
      // Azure takes any version here and starts no instance with a wrong one: see what the region offers with
      // az functionapp list-flexconsumption-runtimes --location REGION --runtime custom.
      runtime: {
        name: 'custom'
        version: '1.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: scale.instanceMemoryMB
        maximumInstanceCount: scale.maximumInstanceCount
        alwaysReady: scale.alwaysReady
      }
    }
    siteConfig: {
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
  }
}

// The site takes one change at a time, so what follows is a chain: user names and passwords for publishing go off
// first, and the settings come last because of what they say about sign-in.
resource ftpCredentials 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource scmCredentials 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
  dependsOn: [ftpCredentials]
}

// App Service Authentication says who the caller is; the app decides what that caller may do, and some pages are for
// everyone. So callers without a token pass, and one with a bad token does not.
resource authentication 'Microsoft.Web/sites/config@2024-11-01' = if (authEnabled) {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: true }
    globalValidation: {
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
    }
    httpSettings: { requireHttps: true }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: authClientId
          // A federated credential on the registration names the app's identity, so that there is no secret to renew.
          clientSecretSettingName: federatedIdentitySetting
          openIdIssuer: uri(environment().authentication.loginEndpoint, '${tenant().tenantId}/v2.0')
        }
        validation: {
          allowedAudiences: [
            authClientId
            'api://${authClientId}'
          ]
        }
      }
    }
    login: {
      // The app needs to know who calls, not to call others in their name.
      tokenStore: { enabled: false }
    }
  }
  dependsOn: [scmCredentials]
}

// The app believes the caller headers only where the platform writes them and strips those that a caller made up. So
// the settings follow authentication when it is switched on. A later deployment without a client id takes the belief
// away and leaves authentication as it is; in the other order anyone could be anyone for a moment.
resource settings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'appsettings'
  properties: appSettings
  dependsOn: [
    scmCredentials
    authentication
  ]
}

@description('Name of the function app.')
output name string = app.name

@description('Address of the app, without a trailing slash.')
output publicBaseUrl string = baseUrl
