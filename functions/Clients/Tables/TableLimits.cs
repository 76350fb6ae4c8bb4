namespace EsgFunctions.Clients.Tables;

/// <summary>
/// What the service refuses, said before sending and by name
/// (learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model).
/// </summary>
internal static class TableLimits
{
    public const int OwnProperties = 252;
    public const int PageSize = 1000;
    public const int TransactionActions = 100;
    public const int TransactionBytes = 4 * 1024 * 1024;
    private const int KeyUnits = 512;
    private const int NameUnits = 255;
    private const int StringUnits = 32 * 1024;
    private const int BinaryBytes = 64 * 1024;
    private static readonly DateTimeOffset Earliest = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void CheckTable(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is < 3 or > 63 || !char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"'{name}' is not a table name: 3 to 63 letters and digits, a letter first.", nameof(name));
        }
    }

    /// <param name="key">PartitionKey or RowKey.</param>
    public static void CheckKey(string? value, string key)
    {
        if (value is null)
        {
            throw new ArgumentException($"The entity has no {key}.", key);
        }

        if (value.Length > KeyUnits)
        {
            throw new ArgumentException($"{key} has {value.Length} UTF-16 units; the limit is {KeyUnits}.", key);
        }

        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c is '/' or '\\' or '#' or '?' || char.IsControl(c))
            {
                throw new ArgumentException($"{key} has U+{(int)c:X4} at {i}: / \\ # ? and control characters are not allowed in keys.", key);
            }

            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(c))
            {
                throw new ArgumentException($"{key} has half a surrogate pair at {i}.", key);
            }
        }
    }

    public static void CheckName(string name)
    {
        if (name == WriteId.Property)
        {
            throw new ArgumentException($"{name} is kept for the client.", name);
        }

        if (name.Length is 0 or > NameUnits || !(char.IsLetter(name[0]) || name[0] == '_') || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
        {
            throw new ArgumentException($"'{name}' is not a property name: 1 to {NameUnits} letters, digits and _, no digit first.", name);
        }
    }

    public static void CheckString(string name, string value)
    {
        if (value.Length > StringUnits)
        {
            throw new ArgumentException($"Property {name} has {value.Length} UTF-16 units; the limit of a string is {StringUnits}.", name);
        }
    }

    public static void CheckBinary(string name, ReadOnlySpan<byte> value)
    {
        if (value.Length > BinaryBytes)
        {
            throw new ArgumentException($"Property {name} has {value.Length} bytes; the limit is {BinaryBytes}.", name);
        }
    }

    public static void CheckInstant(string name, DateTimeOffset value)
    {
        if (value < Earliest)
        {
            throw new ArgumentException($"Property {name} is before 1601-01-01, the earliest instant the service stores.", name);
        }
    }

    public static void CheckPageSize(int? rows)
    {
        if (rows is < 1 or > PageSize)
        {
            throw new ArgumentOutOfRangeException(nameof(rows), rows, $"A page has 1 to {PageSize} rows.");
        }
    }
}
