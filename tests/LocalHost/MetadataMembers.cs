namespace EsgFunctions.LocalHost;

/// <summary>
/// Binding data on its way into the Metadata object: names match without case, an overwritten member keeps its old
/// spelling and place, and names that end in "trigger" are left out.
/// </summary>
public sealed class MetadataMembers
{
    private readonly List<(string Name, string Json)> _members = [];

    public void Set(string name, string json)
    {
        ArgumentNullException.ThrowIfNull(name);
        var known = _members.FindIndex(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));
        if (known >= 0)
        {
            _members[known] = (_members[known].Name, json);
        }
        else
        {
            _members.Add((name, json));
        }
    }

    public string ToJson() =>
        $"{{{string.Join(',', _members.Where(m => !m.Name.EndsWith("trigger", StringComparison.OrdinalIgnoreCase)).Select(m => $"{HostJson.Quote(m.Name)}:{m.Json}"))}}}";
}
