namespace EsgFunctions.Places;

/// <summary>A run of words taken for a place, with all places of that name.</summary>
internal sealed class FoundName(bool inTitle, int start, int end, int order, bool isDemonym)
{
    public bool InTitle { get; } = inTitle;

    public int Start { get; } = start;

    public int End { get; } = end;

    /// <summary>Number of its first word in the title or text.</summary>
    public int Order { get; } = order;

    /// <summary>Number of its last word.</summary>
    public int LastWord { get; init; }

    public bool IsDemonym { get; } = isDemonym;

    public List<PlaceMatch> Matches { get; } = [];

    /// <summary>The normal form of its words, as a hash: the same words mean the same place within an item.</summary>
    public int Words { get; init; }

    /// <summary>Score of each match, in the same order: about one per power of ten of chance.</summary>
    public List<double> Scores { get; } = [];

    /// <summary>Which match the words around it demand, as in Paris, Texas; -1 where they demand none.</summary>
    public int Demanded { get; set; } = -1;

    /// <summary>The place a message was sent from: PARIS (AFP) -.</summary>
    public bool IsDateline { get; set; }

    public int BestAt
    {
        get
        {
            var best = 0;
            for (var at = 1; at < Scores.Count; at++)
            {
                best = Scores[at] > Scores[best] ? at : best;
            }

            return best;
        }
    }

    public GazetteerPlace Best => Matches[BestAt].Place;

    /// <summary>Adds a match; a place that is already there stays once, by its main name where it has that.</summary>
    public void Add(PlaceMatch match)
    {
        var known = Matches.FindIndex(other => other.Place.Id == match.Place.Id);
        if (known < 0)
        {
            Matches.Add(match);
        }
        else if (match.IsMainName)
        {
            Matches[known] = match;
        }
    }

    /// <summary>Chance of the best match among all, by the scores: one point is a factor of ten, softened by half.</summary>
    public double ChanceOf(int match)
    {
        double sum = 0;
        foreach (var score in Scores)
        {
            sum += Math.Pow(10, (score - Scores[match]) * 0.75);
        }

        return 1 / sum;
    }
}
