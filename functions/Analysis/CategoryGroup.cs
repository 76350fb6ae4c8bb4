using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>Categories that two tellers of one event may well choose differently.</summary>
public enum CategoryGroup
{
    None,
    Violence,
    Unrest,
    Hazard,
    Accident,
    Health,
    Conduct,
    Cyber,
}

/// <summary>Which group a category belongs to, and whether two may be of one event.</summary>
public static class CategoryGroups
{
    public static CategoryGroup Of(RiskCategory category) => category switch
    {
        RiskCategory.Terrorism or RiskCategory.ArmedConflict or RiskCategory.Crime or RiskCategory.Kidnap => CategoryGroup.Violence,
        RiskCategory.CivilUnrest or RiskCategory.LabourAction or RiskCategory.Political or RiskCategory.CommunityLand => CategoryGroup.Unrest,
        RiskCategory.NaturalHazard or RiskCategory.Weather => CategoryGroup.Hazard,
        RiskCategory.Fire or RiskCategory.Transport or RiskCategory.Utility or RiskCategory.Environmental => CategoryGroup.Accident,
        RiskCategory.Health => CategoryGroup.Health,
        RiskCategory.Regulatory or RiskCategory.SupplyChain or RiskCategory.HumanRights or RiskCategory.Corruption => CategoryGroup.Conduct,
        RiskCategory.Cyber => CategoryGroup.Cyber,
        _ => CategoryGroup.None,
    };

    /// <summary>Developing, whose cause is not known yet, may turn out to be anything but <see cref="RiskCategory.None"/>.</summary>
    public static bool MayBeOne(RiskCategory a, RiskCategory b) =>
        a != RiskCategory.None && b != RiskCategory.None
        && (a == RiskCategory.Developing || b == RiskCategory.Developing || Of(a) == Of(b));
}
