using System.Text.Json;
using EsgFunctions.Places;

namespace EsgFunctions.Ingestion;

/// <summary>Why a row was not taken.</summary>
/// <param name="Line">Of the file, the first is 1; a row over several lines counts by its first.</param>
/// <param name="Column">As the file calls it; null where the fault is the row's.</param>
/// <param name="Reason">A short sentence for the sender.</param>
public sealed record RowError(int Line, string? Column, string Reason);

/// <summary>
/// One row of an upload, whether it came as CSV or as JSON. Fields are asked for by the names of <see cref="RowColumns"/>; a field that
/// is wrong leaves an error behind and reads as null, so that all errors of a row are found in one pass. A row with errors is not taken.
/// </summary>
public sealed class UploadRow
{
    private readonly Dictionary<string, string> _headers;
    private readonly List<RowError> _errors = [];

    internal UploadRow(int line, IReadOnlyDictionary<string, string> fields, Dictionary<string, string> headers, JsonElement? json = null)
    {
        Line = line;
        Fields = fields;
        Json = json;
        _headers = headers;
    }

    public int Line { get; }

    /// <summary>Trimmed text by canonical name; blank fields are missing. A column that is not known keeps its header as its name.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; }

    /// <summary>The row as it came in JSON, for nested values; null for CSV.</summary>
    public JsonElement? Json { get; }

    public IReadOnlyList<RowError> Errors => _errors;

    public bool IsValid => _errors.Count == 0;

    public bool Has(string name) => Fields.ContainsKey(name);

    /// <summary>Text that must be there; "" with an error where it is not.</summary>
    public string Required(string name, int maxLength = FeedLimits.NameLength)
    {
        if (!Has(name))
        {
            Reject(name, "is missing");
            return "";
        }

        return Text(name, maxLength) ?? "";
    }

    public string? Text(string name, int maxLength = FeedLimits.NameLength) =>
        Read(name, text => text.Length <= maxLength ? text : null, $"is longer than {maxLength} characters", quote: false);

    public double? Number(string name, double min, double max) =>
        ReadValue<double>(name, text => RowField.Number(text) is { } number && number >= min && number <= max ? number : null, string.Create(Invariant, $"is no number from {min} to {max}"));

    public int? Whole(string name, int min, int max) =>
        ReadValue<int>(name, text => RowField.Whole(text) is { } number && number >= min && number <= max ? number : null, string.Create(Invariant, $"is no whole number from {min} to {max}"));

    /// <summary>A point from two columns; an error where only one of them is there.</summary>
    public GeoPoint? Point(string lat = "lat", string lon = "lon")
    {
        if (Has(lat) != Has(lon))
        {
            Reject(Has(lat) ? lon : lat, $"is missing, though {Header(Has(lat) ? lat : lon)} is there");
            return null;
        }

        var (y, x) = (Number(lat, -90, 90), Number(lon, -180, 180));
        return y is { } north && x is { } east ? GeoPoint.TryCreate(north, east) : null;
    }

    /// <summary>RFC 3339 with its offset: an instant without one means another hour in each office.</summary>
    public DateTimeOffset? Instant(string name) =>
        ReadValue(name, RowField.Instant, "is no instant with an offset, such as 2026-01-31T08:00:00Z or 2026-01-31T08:00:00+02:00");

    public DateTimeOffset? RequiredInstant(string name) => MustHave(name) ? Instant(name) : null;

    public double? RequiredNumber(string name, double min, double max) => MustHave(name) ? Number(name, min, max) : null;

    /// <summary>ISO 3166-1, two letters or three.</summary>
    public CountryCode? Country(string name) =>
        ReadValue(name, text => Countries.ByIso(text) is { IsKnown: true } country ? country : (CountryCode?)null, "is no ISO 3166 country code, such as RS or SRB");

    public CountryCode? RequiredCountry(string name) => MustHave(name) ? Country(name) : null;

    /// <summary>BCP 47.</summary>
    public string? Language(string name) => Read(name, FeedText.Language, "is no language tag, such as en or zh-Hans");

    public bool? Flag(string name) => ReadValue(name, RowField.Flag, "is neither true nor false");

    /// <summary>E.164, with blanks, hyphens, dots, brackets and a leading 00 allowed for.</summary>
    public string? Phone(string name) => Read(name, RowField.Phone, "is no international telephone number, such as +381 60 123 4567");

    public string? Email(string name) => Read(name, RowField.Email, "is no e-mail address");

    /// <summary>An absolute http or https address.</summary>
    public string? WebAddress(string name) => Read(name, text => CanonicalUrl.Absolute(text), "is no web address");

    /// <summary>One of an enumeration's words, in any case.</summary>
    public T? OneOf<T>(string name)
        where T : struct, Enum =>
        ReadValue(name, text => !char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true, out var value) ? value : (T?)null,
            $"is none of {string.Join(", ", Enum.GetNames<T>())}");

    /// <summary>Several values: a JSON array, or text divided by semicolons or bars.</summary>
    public IReadOnlyList<string> List(string name) =>
        Fields.TryGetValue(name, out var text) ? text.Split([';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];

    /// <summary>Adds an error that only the caller can know ("there is no such site").</summary>
    public void Reject(string? name, string reason) => _errors.Add(new RowError(Line, name is null ? null : Header(name), reason));

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private string Header(string name) => _headers.GetValueOrDefault(name, name);

    private bool MustHave(string name)
    {
        if (!Has(name))
        {
            Reject(name, "is missing");
        }

        return Has(name);
    }

    private string? Read(string name, Func<string, string?> read, string fault, bool quote = true)
    {
        if (!Fields.TryGetValue(name, out var text))
        {
            return null;
        }

        var value = read(text);
        if (value is null)
        {
            Reject(name, quote ? $"'{PlainText.Line(text, 40)}' {fault}" : fault);
        }

        return value;
    }

    private T? ReadValue<T>(string name, Func<string, T?> read, string fault)
        where T : struct
    {
        if (!Fields.TryGetValue(name, out var text))
        {
            return null;
        }

        var value = read(text);
        if (value is null)
        {
            Reject(name, $"'{PlainText.Line(text, 40)}' {fault}");
        }

        return value;
    }
}
