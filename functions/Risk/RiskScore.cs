using System.Globalization;
using EsgFunctions.Places;

namespace EsgFunctions.Risk;

/// <summary>0 to 100, the exact sum of six factors, rounded once, half away from zero, and capped.</summary>
public sealed record RiskScore(int Value, RiskLevel Level, IReadOnlyList<ScoreFactor> Factors)
{
    public static RiskScore Of(ScoreInputs inputs, ScoreSettings? settings = null)
    {
        var band = ProximityRule.Band(inputs.Proximity);
        ScoreFactor[] factors =
        [
            new(ScoreFactorCode.S, inputs.Severity.ToString(), SeverityPoints(inputs.Severity), inputs.SeverityEvidence),
            ProximityFactor(inputs.Proximity, band),
            new(ScoreFactorCode.R, inputs.Reliability.ToString(), ReliabilityPoints(inputs.Reliability), inputs.ReliabilityEvidence),
            Corroboration(inputs),
            Freshness(inputs.Age, inputs.HalfLife),
            Asset(inputs.Proximity, band),
        ];
        var sum = factors.Sum(factor => factor.Points);
        var value = (int)Math.Min(100, Math.Round(sum, 0, MidpointRounding.AwayFromZero));
        return new RiskScore(value, LevelOf(value, settings ?? ScoreSettings.Default), factors);
    }

    public static RiskLevel LevelOf(int score, ScoreSettings settings) =>
        score >= settings.ExtremeFrom ? RiskLevel.Extreme
        : score >= settings.HighFrom ? RiskLevel.High
        : score >= settings.ModerateFrom ? RiskLevel.Moderate
        : RiskLevel.Low;

    private static decimal SeverityPoints(Severity severity) => severity switch
    {
        Severity.Minor => 5,
        Severity.Moderate => 15,
        Severity.Severe => 28,
        Severity.Extreme => 40,
        _ => 0,
    };

    private static decimal ReliabilityPoints(SourceReliability reliability) => reliability switch
    {
        SourceReliability.A => 12,
        SourceReliability.B => 10,
        SourceReliability.C => 7,
        SourceReliability.D => 3,
        SourceReliability.F => 5,
        _ => 0,
    };

    private static ScoreFactor ProximityFactor(Proximity proximity, ProximityBand band)
    {
        var measured = proximity is { Precision: PlacePrecision.Point or PlacePrecision.Town, DistanceKm: { } km }
            ? string.Create(CultureInfo.InvariantCulture, $"{km:0.0} km")
            : band.ToString();
        return new(ScoreFactorCode.P, measured, ProximityRule.Points(band), $"{band} {proximity.Thing}".TrimEnd());
    }

    private static ScoreFactor Corroboration(ScoreInputs inputs)
    {
        var extra = Math.Max(0, inputs.IndependentSources - 1);
        return new(ScoreFactorCode.C, extra.ToString(CultureInfo.InvariantCulture), Math.Min(2, extra) * 8, inputs.CorroborationEvidence);
    }

    private static ScoreFactor Freshness(TimeSpan age, TimeSpan halfLife)
    {
        var hours = Math.Max(0, age.TotalHours);
        var left = halfLife > TimeSpan.Zero ? Math.Pow(0.5, hours / halfLife.TotalHours) : 0;
        var points = Math.Round(6 * (decimal)left, 2, MidpointRounding.AwayFromZero);
        return new(
            ScoreFactorCode.F,
            string.Create(CultureInfo.InvariantCulture, $"{hours:0.00} h"),
            points,
            string.Create(CultureInfo.InvariantCulture, $"half-life {halfLife.TotalHours:0.##} h"));
    }

    private static ScoreFactor Asset(Proximity proximity, ProximityBand band)
    {
        var near = band != ProximityBand.Elsewhere && proximity.Criticality is not null;
        var criticality = near ? Math.Clamp(proximity.Criticality!.Value, 0, 5) : 0;
        return new(
            ScoreFactorCode.A,
            near ? criticality.ToString(CultureInfo.InvariantCulture) : "none",
            near ? criticality + 1 : 0,
            near ? proximity.Thing : "");
    }
}
