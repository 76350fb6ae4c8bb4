namespace EsgFunctions.Hosting;

/// <summary>A queue message that is not what its function reads. Trying again cannot help; a person must look.</summary>
public sealed class MalformedMessageException(string message, Exception? inner = null) : Exception(message, inner);
