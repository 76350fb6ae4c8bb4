using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Tests.HouseRules;

/// <summary>Every setting can be found, and works as it stands.</summary>
public sealed partial class SettingRuleTests(BuiltApp app) : IClassFixture<BuiltApp>
{
    private const string Sample = "local.settings.sample.json";
    private const string Bicep = "infra/modules/functionapp.bicep";

    [Fact]
    public void Every_options_type_that_is_bound_is_bound_to_the_section_of_its_room() =>
        HouseRule.Holds(Sections().Where(one => one.Options.Name != $"{one.Section}Options").Select(one => $"{one.Options.Name} is bound to section {one.Section}"));

    [Fact]
    public void Every_setting_is_in_the_sample_and_the_reverse() => HouseRule.Same("options types", Settings().Select(setting => setting.Name), Sample, Values().Keys.Where(IsOfRoom));

    [Fact]
    public void The_sample_shows_the_defaults()
    {
        var sample = new ConfigurationBuilder().AddInMemoryCollection(Values().Select(value => KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), (string?)value.Value))).Build();
        var broken =
            from one in Sections()
            let told = Bound(one.Options, sample.GetSection(one.Section))
            let fresh = Activator.CreateInstance(one.Options)!
            from property in Properties(one.Options)
            where !Equals(property.GetValue(told), property.GetValue(fresh))
            select $"{one.Section}__{property.Name}: {Sample} says '{property.GetValue(told)}', the default is '{property.GetValue(fresh)}'";

        HouseRule.Holds(broken);
    }

    [Fact]
    public void Every_default_is_valid()
    {
        var broken = Sections().Select(one => (one.Section, Fault: Fault(one.Options))).Where(one => one.Fault is not null).Select(one => $"{one.Section}: {one.Fault}");

        HouseRule.Holds(broken);
    }

    [Fact]
    public void Every_setting_is_explained_in_the_readme_with_its_default()
    {
        var told = MarkdownTable.Under("Settings").Where(row => IsOfRoom(row[0].Trim('`'))).Select(row => $"{row[0].Trim('`')} = {row[1].Trim('`')}");

        HouseRule.Same("README.md", told, Sample, Values().Where(value => IsOfRoom(value.Key)).Select(value => $"{value.Key} = {(value.Value.Length == 0 ? "empty" : value.Value)}"));
    }

    [Fact]
    public void Every_setting_of_the_deployment_exists()
    {
        var known = Settings().Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal);

        HouseRule.Holds(Deployed().Where(name => IsOfRoom(name) && !known.Contains(name)).Select(name => $"{Bicep} sets {name}, which no options type has"));
    }

    [Fact]
    public void Every_setting_of_the_deployment_is_explained_in_the_readme()
    {
        var told = MarkdownTable.Under("Settings").Select(row => row[0].Trim('`')).ToHashSet(StringComparer.Ordinal);

        HouseRule.Holds(Deployed().Where(name => !told.Contains(name)).Select(name => $"{name}: in {Bicep}, not in README.md"));
    }

    [Fact]
    public void What_is_for_local_runs_only_is_not_deployed() =>
        HouseRule.Holds(Deployed().Where(name => name is "Hosting__LocalClock" or "Ingestion__AllowedLoopbackPorts"));

    private static object Bound(Type options, IConfigurationSection section)
    {
        var bound = Activator.CreateInstance(options)!;
        section.Bind(bound);
        return bound;
    }

    private static IEnumerable<(string Section, Type Options)> Sections() =>
        from file in Repository.AppSources()
        from match in BoundSection().Matches(Repository.Read(file.Path))
        select (match.Groups[2].Value, RoomRuleTests.RoomTypes().Single(type => type.Name == match.Groups[1].Value));

    private static IEnumerable<(string Name, PropertyInfo Property)> Settings() =>
        Sections().SelectMany(one => Properties(one.Options).Select(property => ($"{one.Section}__{property.Name}", property)));

    private static IEnumerable<PropertyInfo> Properties(Type options) => options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    private static bool IsOfRoom(string name) => Repository.Rooms.Concat(Sections().Select(one => one.Section)).Any(section => name.StartsWith($"{section}__", StringComparison.Ordinal));

    private static Dictionary<string, string> Values()
    {
        using var json = JsonDocument.Parse(Repository.Read(Sample));
        Assert.False(json.RootElement.GetProperty("IsEncrypted").GetBoolean());
        return json.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString()!);
    }

    private static IEnumerable<string> Deployed()
    {
        var settings = AppSettings().Match(Repository.Read(Bicep));
        Assert.True(settings.Success, $"{Bicep} has no appSettings.");
        return SettingName().Matches(settings.Groups[1].Value).Select(match => match.Groups[1].Value);
    }

    private string? Fault(Type options)
    {
        try
        {
            var value = app.Services.GetService(typeof(IOptions<>).MakeGenericType(options))!;
            _ = value.GetType().GetProperty("Value")!.GetValue(value);
            return null;
        }
        catch (TargetInvocationException wrong)
        {
            return wrong.InnerException!.Message;
        }
    }

    [GeneratedRegex(@"AddOptions<(\w+)>\(\)\.BindConfiguration\(""(\w+)""\)")]
    private static partial Regex BoundSection();

    [GeneratedRegex(@"var appSettings = \{([^}]*(?:\$\{[^}]*\}[^}]*)*)\n\}")]
    private static partial Regex AppSettings();

    [GeneratedRegex(@"^\s+([A-Za-z_]\w+): ", RegexOptions.Multiline)]
    private static partial Regex SettingName();
}
