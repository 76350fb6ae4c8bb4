namespace EsgFunctions.Analysis;

/// <summary>
/// Whether an item is about an exercise in which nobody came to harm. It is when its title names the exercise, or its text does
/// so twice under a title that tells of nothing. It is not when people were really hurt: dead or counted injured, told in a
/// sentence without actors or a scenario; nor when the exercise only gives the occasion ("missile fired during drill").
/// </summary>
internal static class DrillRule
{
    public const string Context = "drill";

    /// <summary>Characters from "during" to the exercise.</summary>
    private const int OccasionReach = 30;

    /// <param name="titleIsRisk">The title by itself, without the exercise, passes the gate.</param>
    public static DrillVerdict Judge(FoldedText title, FoldedText text, string language, IReadOnlyList<TermMatch> matches, bool titleIsRisk)
    {
        var drills = matches.Where(match => match.Context == Context).ToArray();
        if (drills.Length == 0 || SeverityWords.For(language) is not { } words)
        {
            return DrillVerdict.Other;
        }

        var head = SeverityMarks.Of(title, words, TextField.Title);
        var body = SeverityMarks.Of(text, words, TextField.Text);
        if (HasRealHarm(head, body))
        {
            return DrillVerdict.RealHarm;
        }

        var pretended = head.Exists(IsPretence) || body.Exists(IsPretence);
        var inTitle = drills.Where(match => match.Span.Field == TextField.Title).ToArray();
        var isOccasion = !pretended && inTitle.Length > 0 && inTitle.All(drill => head.Exists(mark => IsOccasion(mark, drill.Span)));
        return !isOccasion && (inTitle.Length > 0 || (!titleIsRisk && drills.Length > 1)) ? DrillVerdict.Exercise : DrillVerdict.Other;
    }

    /// <summary>At an exercise: people dead or counted injured, and not by the scenario.</summary>
    public static bool HasRealHarm(List<SeverityMark> title, List<SeverityMark> text)
    {
        var pretended = title.Exists(IsPretence) || text.Exists(IsPretence);
        return HasHarm(title, pretended) || HasHarm(text, pretended);
    }

    private static bool IsPretence(SeverityMark mark) => mark.Role == SeverityRole.Pretend;

    private static bool IsOccasion(SeverityMark mark, TextSpan drill)
    {
        var (before, after) = (drill.Start - mark.Span.Start - mark.Span.Length, mark.Span.Start - drill.Start - drill.Length);
        return mark.Role == SeverityRole.Amid && (before is >= 0 and <= OccasionReach || after == 0);
    }

    private static bool HasHarm(List<SeverityMark> marks, bool pretended)
    {
        var unreal = marks.Where(IsPretence).Select(mark => mark.Sentence).ToHashSet();
        List<SeverityMark> real = [.. marks.Where(mark => !unreal.Contains(mark.Sentence))];
        var harm = CasualtyCount.Of(real);
        return harm.Told.Contains(SeverityRole.Dead) || (!pretended && harm.Counts.ContainsKey(SeverityRole.Injured));
    }
}

internal enum DrillVerdict
{
    /// <summary>No exercise, or one told in passing.</summary>
    Other,

    /// <summary>The item is about an exercise.</summary>
    Exercise,

    /// <summary>People were really hurt.</summary>
    RealHarm,
}
