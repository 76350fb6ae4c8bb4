using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Azure;

namespace EsgFunctions.Clients.Tables;

/// <summary>
/// A row: two keys and up to 252 properties of type string, bool, int, long, double, DateTimeOffset (or DateTime), Guid, byte[] (or BinaryData).
/// A property that is null is not stored. What is read comes back as string, bool, int, long, double, DateTimeOffset, Guid or byte[].
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name the Azure SDK uses.")]
public class TableEntity : IDictionary<string, object?>
{
    internal const string PartitionKeyName = "PartitionKey";
    internal const string RowKeyName = "RowKey";
    internal const string TimestampName = "Timestamp";
    internal const string ETagName = "odata.etag";

    private readonly Dictionary<string, object?> _properties = new(StringComparer.Ordinal);

    public TableEntity()
    {
    }

    public TableEntity(string partitionKey, string rowKey)
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var (name, value) in values)
        {
            _properties[name] = value;
        }
    }

    public string PartitionKey
    {
        get => GetString(PartitionKeyName)!;
        set => _properties[PartitionKeyName] = value;
    }

    public string RowKey
    {
        get => GetString(RowKeyName)!;
        set => _properties[RowKeyName] = value;
    }

    /// <summary>When the service last wrote the row; never sent.</summary>
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(TimestampName);
        set => _properties[TimestampName] = value;
    }

    /// <summary>The version that was read; never sent by itself: pass it where a condition is wanted.</summary>
    public ETag ETag
    {
        get => GetString(ETagName) is { } tag ? new ETag(tag) : default;
        set => _properties[ETagName] = value == default ? null : value.ToString();
    }

    public ICollection<string> Keys => _properties.Keys;

    public ICollection<object?> Values => _properties.Values;

    public int Count => _properties.Count;

    bool ICollection<KeyValuePair<string, object?>>.IsReadOnly => false;

    /// <summary>See <see cref="WriteId"/>: read with the row, not a property of it.</summary>
    internal string? WriteId { get; set; }

    /// <summary>The property's value, or null where the row has no such property.</summary>
    public object? this[string key]
    {
        get => _properties.GetValueOrDefault(key);
        set => _properties[key] = value;
    }

    // The getters answer null for a missing property and throw InvalidOperationException for one of another type.
    public string? GetString(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        string value => value,
        var other => throw WrongType(key, other, "string"),
    };

    public bool? GetBoolean(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        bool value => value,
        var other => throw WrongType(key, other, "bool"),
    };

    public int? GetInt32(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        int value => value,
        var other => throw WrongType(key, other, "int"),
    };

    public long? GetInt64(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        long value => value,
        int value => value,
        var other => throw WrongType(key, other, "long"),
    };

    public double? GetDouble(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        double value => value,
        int value => value,
        var other => throw WrongType(key, other, "double"),
    };

    public DateTimeOffset? GetDateTimeOffset(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        DateTimeOffset value => value,
        DateTime value => value,
        var other => throw WrongType(key, other, "DateTimeOffset"),
    };

    public Guid? GetGuid(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        Guid value => value,
        var other => throw WrongType(key, other, "Guid"),
    };

    public byte[]? GetBinary(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        byte[] value => value,
        BinaryData value => value.ToArray(),
        var other => throw WrongType(key, other, "byte[]"),
    };

    public BinaryData? GetBinaryData(string key) => GetBinary(key) is { } bytes ? BinaryData.FromBytes(bytes) : null;

    public void Add(string key, object? value) => _properties.Add(key, value);

    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    public bool Remove(string key) => _properties.Remove(key);

    public bool TryGetValue(string key, out object? value) => _properties.TryGetValue(key, out value);

    public void Clear() => _properties.Clear();

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object?>>.Contains(KeyValuePair<string, object?> item) =>
        ((ICollection<KeyValuePair<string, object?>>)_properties).Contains(item);

    void ICollection<KeyValuePair<string, object?>>.CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object?>>)_properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> item) =>
        ((ICollection<KeyValuePair<string, object?>>)_properties).Remove(item);

    internal Dictionary<string, object?>.Enumerator Properties() => _properties.GetEnumerator();

    private static InvalidOperationException WrongType(string key, object value, string wanted) =>
        new($"Property {key} is a {value.GetType().Name}, not a {wanted}.");
}
