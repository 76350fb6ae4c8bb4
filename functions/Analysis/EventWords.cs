using System.Text.Json.Serialization;

namespace EsgFunctions.Analysis;

/// <summary>
/// The words that an event is told by, weighed: of one item, or summed over the tellings of a story, so that an item is held against
/// all of a story and not against the one telling that went astray. A word is its first five letters, six of a long one, since
/// languages that inflect change the end.
/// </summary>
/// <param name="Weights">In tenths of a word of a title, summed over tellings; at most <see cref="Most"/> words.</param>
public sealed record EventWords(IReadOnlyDictionary<string, int> Weights)
{
    /// <summary>Words that a story keeps: the heaviest. They take about 1 KB of its row.</summary>
    public const int Most = 120;

    /// <summary>Of a text only the beginning is read, where news says what has happened.</summary>
    private const int LeadLetters = 500;

    private const int TitleWeight = 10;
    private const int LeadWeight = 5;

    /// <summary>In tenths: names weigh more.</summary>
    private const int NameFactor = 16;
    private const int StemLetters = 5;

    /// <summary>Before a word of a place's name; no word of a text begins with it.</summary>
    private const char PlaceSign = '@';

    private double? _length;

    public static EventWords None { get; } = new(new Dictionary<string, int>());

    [JsonIgnore]
    public int Count => Weights.Count;

    /// <summary>Of a title and the beginning of its text; a word of both counts as the title's.</summary>
    public static EventWords Of(TextWords title, TextWords lead)
    {
        var weights = new Dictionary<string, int>(StringComparer.Ordinal);
        Add(weights, title, TitleWeight);
        Add(weights, lead, LeadWeight);
        return new EventWords(weights).Heaviest();
    }

    /// <inheritdoc cref="Of(TextWords, TextWords)"/>
    /// <param name="language">BCP 47.</param>
    public static EventWords Of(string title, string text, string language)
    {
        var isSerbian = language.StartsWith("sr", StringComparison.Ordinal);
        return Of(TextWords.Of(FoldedText.Of(title, isSerbian), language), LeadOf(FoldedText.Of(text, isSerbian), language));
    }

    public static TextWords LeadOf(FoldedText text, string language) => TextWords.Of(text, language, LeadLetters);

    /// <summary>Cosine of the two, 0 to 1; 0 where either has no words.</summary>
    public double Likeness(EventWords other)
    {
        var (few, many) = Count <= other.Count ? (this, other) : (other, this);
        var product = 0.0;
        foreach (var (word, weight) in few.Weights)
        {
            product += many.Weights.TryGetValue(word, out var its) ? (double)weight * its : 0;
        }

        return product == 0 ? 0 : product / (Length * other.Length);
    }

    /// <summary>Number of words that both have, names of places aside.</summary>
    public int Shared(EventWords other) => Count <= other.Count ? Weights.Keys.Count(word => word[0] != PlaceSign && other.Weights.ContainsKey(word)) : other.Shared(this);

    /// <summary>Whether the title has numbers, these titles have some too, and not one of the title's is known here.</summary>
    public bool HasOtherNumbers(TextWords title)
    {
        var numbers = title.Words.Where(word => word.Kind == TextWordKind.Number).ToList();
        return numbers.Count > 0
            && !numbers.Exists(number => Weights.ContainsKey(number.Text))
            && Weights.Any(word => char.IsAsciiDigit(word.Key[0]) && word.Value >= TitleWeight);
    }

    /// <summary>With the words of names of places told apart: all that happens in a town has them in common.</summary>
    /// <param name="language">BCP 47, of the text that they stand in.</param>
    public EventWords Placed(IEnumerable<string> places, string language)
    {
        var named = places.SelectMany(place => Of(place, "", language).Weights.Keys).ToHashSet(StringComparer.Ordinal);
        return named.Count == 0 ? this : new(Weights.ToDictionary(word => named.Contains(word.Key) ? PlaceSign + word.Key : word.Key, word => word.Value, StringComparer.Ordinal));
    }

    /// <summary>With those of one telling more.</summary>
    public EventWords With(EventWords telling)
    {
        var weights = new Dictionary<string, int>(Weights, StringComparer.Ordinal);
        foreach (var (word, weight) in telling.Weights)
        {
            weights[word] = weights.GetValueOrDefault(word) + weight;
        }

        return new EventWords(weights).Heaviest();
    }

    private double Length => _length ??= Math.Sqrt(Weights.Values.Sum(weight => (double)weight * weight));

    private EventWords Heaviest() => Count <= Most
        ? this
        : new(Weights.OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(Most).ToDictionary(StringComparer.Ordinal));

    private static void Add(Dictionary<string, int> weights, TextWords words, int weight)
    {
        foreach (var word in words.Words)
        {
            if (word.Kind != TextWordKind.Stop)
            {
                var stem = word.Kind is TextWordKind.Word or TextWordKind.Name ? Stem(word.Text) : word.Text;
                weights[stem] = Math.Max(weights.GetValueOrDefault(stem), word.Kind == TextWordKind.Name ? weight * NameFactor / 10 : weight);
            }
        }
    }

    private static string Stem(string word) => word.Length <= StemLetters ? word : word[..(word.Length > StemLetters + 2 ? StemLetters + 1 : StemLetters)];
}
