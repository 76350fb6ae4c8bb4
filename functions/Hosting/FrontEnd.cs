namespace EsgFunctions.Hosting;

/// <summary>Tells a request of the outside world from one of the Functions host itself.</summary>
public static class FrontEnd
{
    /// <summary>
    /// True where a header is there that App Service's front end (or LocalHost in its place) adds to every request from
    /// outside. The host's own invocations go from process to process and carry none of them.
    /// </summary>
    public static bool Passed(IHeaderDictionary headers) => headers.Keys.Any(name =>
        name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("X-ARR-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("X-MS-CLIENT-PRINCIPAL", StringComparison.OrdinalIgnoreCase)
        || name.Equals("DISGUISED-HOST", StringComparison.OrdinalIgnoreCase)
        || name.Equals("CLIENT-IP", StringComparison.OrdinalIgnoreCase));
}
