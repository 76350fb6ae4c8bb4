using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Places;

/// <summary>ISO 3166-1 alpha-2, upper case; XK is used for Kosovo. <c>default</c> is <see cref="Unknown"/>.</summary>
[JsonConverter(typeof(IdJsonConverter<CountryCode>))]
public readonly record struct CountryCode : IId<CountryCode>
{
    private readonly string? _value;

    /// <exception cref="ArgumentException">Not two letters.</exception>
    public CountryCode(string value)
    {
        _value = TryParse(value)?._value ?? throw new ArgumentException($"'{value}' is not an ISO 3166-1 alpha-2 country code.", nameof(value));
    }

    private CountryCode(char first, char second) => _value = string.Create(2, (first, second), static (span, pair) => (span[0], span[1]) = pair);

    /// <summary>The country is not known: ZZ, which ISO leaves for users.</summary>
    public static CountryCode Unknown => default;

    public string Value => _value ?? "ZZ";

    public bool IsKnown => _value is not null and not "ZZ";

    public static CountryCode Parse(string value) => new(value);

    public static CountryCode? TryParse(string? text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.Length == 2 && char.IsAsciiLetter(trimmed[0]) && char.IsAsciiLetter(trimmed[1])
            ? new CountryCode(char.ToUpperInvariant(trimmed[0]), char.ToUpperInvariant(trimmed[1]))
            : null;
    }

    /// <summary>ZZ is <see cref="Unknown"/>, written or not.</summary>
    public bool Equals(CountryCode other) => Value == other.Value;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    public override string ToString() => Value;
}
