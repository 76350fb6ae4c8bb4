// Shapes shared by main.bicep and its modules.

@export()
@description('Tags of a resource, by name.')
type tagsType = {
  *: string
}

@export()
@description('Who answers for the resources, who pays, and how the data in them is to be treated. Becomes tags.')
type ownershipType = {
  @description('Team or mailbox that answers for the resources.')
  owner: string

  @description('Cost centre that the resources are charged to.')
  costCentre: string

  @description('Classification of the data held: alerts name people and places, so never public.')
  dataClassification: 'internal' | 'confidential' | 'restricted'
}

@export()
@description('Names that replace the generated ones, where an organisation prescribes them.')
type resourceNamesType = {
  @description('Resource group, 1 to 90 characters.')
  resourceGroup: string?

  @minLength(3)
  @maxLength(24)
  @description('Storage account: lower-case letters and digits, unique in Azure.')
  storageAccount: string?

  @description('User-assigned identity of the app.')
  identity: string?

  @description('Log Analytics workspace, 4 to 63 characters.')
  workspace: string?

  @description('Application Insights component.')
  applicationInsights: string?

  @description('Flex Consumption plan.')
  plan: string?

  @minLength(2)
  @maxLength(60)
  @description('Function app: letters, digits and hyphens, unique in Azure. The first 32 characters become the host id, so two apps on one storage account must differ there.')
  functionApp: string?

  @minLength(3)
  @maxLength(50)
  @description('Event Grid system topic: letters, digits and hyphens.')
  uploadTopic: string?
}

@export()
@description('How long things are kept, in days.')
type retentionType = {
  @minValue(1)
  @description('Age at which the items of a fetch move to the cool tier. Below 30 days cool costs more than it saves.')
  itemsToCoolAfter: int

  @minValue(2)
  @description('Age at which the items of a fetch are deleted. Must be greater than itemsToCoolAfter.')
  items: int

  @minValue(1)
  @maxValue(365)
  @description('How long a deleted blob or container can be brought back.')
  deletedBlobs: int

  @minValue(1)
  @description('How long overwritten versions of a blob are kept. A person\'s data is beyond recovery only after oldVersions plus deletedBlobs: keep the sum within the time promised for erasure.')
  oldVersions: int

  @minValue(30)
  @maxValue(730)
  @description('How long logs and telemetry are kept.')
  logs: int
}

@export()
@description('Instances that wait warm for one scaling group.')
type alwaysReadyType = {
  @description('http for all HTTP together, or function:NAME for one queue or timer function.')
  name: string

  @minValue(1)
  @description('Instances kept ready, billed whether or not they work. A zone-redundant plan keeps at least two of each.')
  instanceCount: int
}

@export()
@description('Size and number of the instances of the app.')
type scaleType = {
  @description('Memory of one instance in MB; 512 is a quarter of a core, 2048 one core, 4096 two.')
  instanceMemoryMB: 512 | 2048 | 4096

  @minValue(40)
  @maxValue(1000)
  @description('Most instances of one scaling group. Instances also count against the subscription\'s regional quota, 250 cores unless raised.')
  maximumInstanceCount: int

  @description('Functions that must not start cold. Empty: all scale to zero.')
  alwaysReady: alwaysReadyType[]
}
