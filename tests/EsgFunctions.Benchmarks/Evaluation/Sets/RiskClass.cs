using EsgFunctions.Risk;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>The classes that the sets' labels are mapped to, and which categories of ours each of them is.</summary>
internal static class RiskClass
{
    public const string NotRelevant = "not_relevant";

    /// <summary>
    /// Ours divides natural hazards by weather and fire, and has no accident at work or in a plant: such an event is a fire or a spill,
    /// or its cause is not known yet.
    /// </summary>
    private static readonly Dictionary<string, RiskCategory[]> Categories = new(StringComparer.Ordinal)
    {
        ["terrorism"] = [RiskCategory.Terrorism],
        ["armed_conflict"] = [RiskCategory.ArmedConflict],
        ["civil_unrest"] = [RiskCategory.CivilUnrest],
        ["crime"] = [RiskCategory.Crime],
        ["kidnapping"] = [RiskCategory.Kidnap],
        ["industrial_action"] = [RiskCategory.LabourAction],
        ["political"] = [RiskCategory.Political],
        ["health"] = [RiskCategory.Health],
        ["natural_hazard"] = [RiskCategory.NaturalHazard, RiskCategory.Weather, RiskCategory.Fire],
        ["transport_accident"] = [RiskCategory.Transport],
        ["industrial_accident"] = [RiskCategory.Developing, RiskCategory.Fire, RiskCategory.Environmental],
        ["infrastructure"] = [RiskCategory.Utility],
        ["cyber"] = [RiskCategory.Cyber],
        ["environmental"] = [RiskCategory.Environmental],
        ["human_rights"] = [RiskCategory.HumanRights],
    };

    /// <summary>The category of ours that comes nearest to the class.</summary>
    public static RiskCategory FirstOf(string one) => Categories[one][0];

    /// <summary>The class that the answer counts for: one of those that are right where it is among them, else its own, else none.</summary>
    public static string? Of(RiskCategory answer, IReadOnlyList<string> right) =>
        right.FirstOrDefault(one => one != NotRelevant && Categories[one].Contains(answer))
        ?? Categories.Where(entry => entry.Value.Contains(answer)).Select(entry => entry.Key).FirstOrDefault()
        ?? (answer == RiskCategory.None ? null : answer.ToString());
}
