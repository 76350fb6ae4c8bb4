using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>Gates of the score that take the place of the settings; null leaves one as it is set.</summary>
public sealed record GateChanges(int? DeepGate = null, int? AlertGate = null, int? UrgentGate = null, int? FlashPublishers = null, int? SureChance = null, int? SureChanceOfSevere = null)
{
    public static GateChanges None { get; } = new();

    public ScoreSettings Apply(ScoreSettings settings) => settings with
    {
        DeepGate = DeepGate ?? settings.DeepGate,
        AlertGate = AlertGate ?? settings.AlertGate,
        UrgentGate = UrgentGate ?? settings.UrgentGate,
        FlashPublishers = FlashPublishers ?? settings.FlashPublishers,
        SureChance = SureChance ?? settings.SureChance,
        SureChanceOfSevere = SureChanceOfSevere ?? settings.SureChanceOfSevere,
    };

    /// <param name="settings">What stands where a gate is left as it is.</param>
    /// <param name="path">JSON pointer of the gates, for the messages.</param>
    public IReadOnlyList<(string Field, string Reason)> Check(ScoreSettings settings, string path)
    {
        var errors = new List<(string, string)>();
        foreach (var (name, value) in new[] { ("deepGate", DeepGate), ("alertGate", AlertGate), ("urgentGate", UrgentGate), ("sureChance", SureChance), ("sureChanceOfSevere", SureChanceOfSevere) })
        {
            if (value is < 0 or > 100)
            {
                errors.Add(($"{path}/{name}", "From 0 to 100."));
            }
        }

        if (FlashPublishers is < 1 or > 10)
        {
            errors.Add(($"{path}/flashPublishers", "From 1 to 10."));
        }

        var after = Apply(settings);
        if (errors.Count == 0 && !(after.DeepGate <= after.AlertGate && after.AlertGate <= after.UrgentGate))
        {
            errors.Add((path, $"With them deepGate ({after.DeepGate}), alertGate ({after.AlertGate}) and urgentGate ({after.UrgentGate}) would not rise."));
        }

        return errors;
    }
}
