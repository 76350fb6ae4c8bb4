namespace EsgFunctions.Ingestion;

internal static class RowErrors
{
    /// <summary>Adds what a form found wrong to what the row itself did, once for each field.</summary>
    public static void Add(UploadRow row, IEnumerable<(string Field, string Reason)> errors)
    {
        var wrong = row.Errors.Select(error => error.Column).ToHashSet();
        foreach (var (field, reason) in errors.Where(error => !wrong.Contains(error.Field)))
        {
            row.Reject(field, reason);
        }
    }
}
