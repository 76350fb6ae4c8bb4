using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsgFunctions.Hosting;

/// <summary>A typed id: a string in JSON and in storage keys, a type of its own everywhere else.</summary>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    string Value { get; }

    /// <exception cref="ArgumentException">Not an id of this type; the message says what is allowed.</exception>
    static abstract TSelf Parse(string value);
}

/// <summary>What may stand in an id that people choose.</summary>
public static class IdText
{
    public const int MaxLength = 64;

    /// <summary>Letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, beginning with a letter or digit, 1 to 64: legal in keys, blob names and URLs alike.</summary>
    public static bool IsValid(string? value) =>
        value is { Length: >= 1 and <= MaxLength }
        && char.IsAsciiLetterOrDigit(value[0])
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <exception cref="ArgumentException">Not valid.</exception>
    public static string Check(string? value, string what) => IsValid(value)
        ? value!
        : throw new ArgumentException($"'{value}' is not a valid {what} id: 1 to {MaxLength} letters, digits, '.', '_' or '-', beginning with a letter or digit.");
}

public sealed class IdJsonConverter<T> : JsonConverter<T>
    where T : struct, IId<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        try
        {
            return T.Parse(reader.GetString()!);
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException)
        {
            throw new JsonException(wrong.Message, wrong);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
