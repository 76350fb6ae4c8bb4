using System.Buffers.Binary;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Runtime.InteropServices;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>
/// What was learned from labelled texts: how much each feature (<see cref="CategoryFeatures"/>) speaks for a risk at all and, where
/// there is one, for each category; and how far the terms of the lexicon are to be believed beside it. The file
/// <c>category-model.bin</c> is made by the benchmarks' command <c>train</c>; the same texts give the same bytes.
/// </summary>
/// <remarks>Format (Brotli, little endian): magic, the numbers of <see cref="CategoryCalibration"/>, scale and bias of each output, then weights as signed bytes: the risk's, and each category's.</remarks>
internal sealed class CategoryModel
{
    /// <summary>Categories without <see cref="RiskCategory.None"/>.</summary>
    public const int Categories = (int)RiskCategory.Developing;

    private const uint Magic = 0x314D4345;
    private const string File = "category-model.bin";

    private static readonly Lazy<CategoryModel> Shared = new(Load);

    private readonly float[] _scales;
    private readonly float[] _biases;
    private readonly sbyte[] _risk;
    private readonly sbyte[] _categories;

    /// <param name="scales">Of the risk, then of each category: what a weight of one stands for.</param>
    /// <param name="biases">Likewise: log-odds of a text without features.</param>
    /// <param name="categories">By place, then by category.</param>
    public CategoryModel(CategoryCalibration calibration, float[] scales, float[] biases, sbyte[] risk, sbyte[] categories)
    {
        Calibration = calibration;
        (_scales, _biases, _risk, _categories) = (scales, biases, risk, categories);
    }

    public static CategoryModel Default => Shared.Value;

    public CategoryCalibration Calibration { get; }

    /// <summary>Log-odds that the text tells of a risk, by its features alone.</summary>
    public double Risk(FoldedText title, FoldedText text)
    {
        var sum = new RiskSum(_risk);
        CategoryFeatures.Visit(title, TextField.Title, ref sum);
        CategoryFeatures.Visit(text, TextField.Text, ref sum);
        return _biases[0] + (_scales[0] * sum.Sum / CategoryFeatures.LengthOf(sum.Squares));
    }

    /// <summary>For a text of a risk: how much its features speak for each category, as logarithms that only compare; [0] is None and stays 0.</summary>
    public double[] Of(FoldedText title, FoldedText text)
    {
        var sums = new CategoriesSum(_categories, new float[Categories]);
        CategoryFeatures.Visit(title, TextField.Title, ref sums);
        CategoryFeatures.Visit(text, TextField.Text, ref sums);
        var answer = new double[Categories + 1];
        for (var i = 1; i <= Categories; i++)
        {
            answer[i] = _biases[i] + (_scales[i] * sums.Sums[i - 1] / CategoryFeatures.LengthOf(sums.Squares));
        }

        return answer;
    }

    /// <summary>
    /// The words that spoke most for a risk, strongest first, each once, with their part of the log-odds. Words like "the" are left out: they weigh by
    /// the words beside them, and tell a reader nothing.
    /// </summary>
    /// <param name="language">BCP 47.</param>
    public IReadOnlyList<LearnedWord> Reasons(FoldedText title, FoldedText text, string language, int most)
    {
        var (head, body) = (new TokenSums(_risk, new float[title.Tokens.Count]), new TokenSums(_risk, new float[text.Tokens.Count]));
        CategoryFeatures.Visit(title, TextField.Title, ref head);
        CategoryFeatures.Visit(text, TextField.Text, ref body);
        var norm = _scales[0] / CategoryFeatures.LengthOf(head.Squares + body.Squares);
        var stops = StopWords.Of(language);
        return
        [
            .. Words(title, head, TextField.Title, norm, stops).Concat(Words(text, body, TextField.Text, norm, stops))
                .OrderByDescending(word => word.Weight).DistinctBy(word => word.Word, StringComparer.OrdinalIgnoreCase).Take(most),
        ];
    }

    public void Write(Stream stream)
    {
        using var packed = new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(packed);
        writer.Write(Magic);
        foreach (var number in Calibration.ToNumbers())
        {
            writer.Write(number);
        }

        foreach (var number in _scales.Concat(_biases))
        {
            writer.Write(number);
        }

        writer.Write(MemoryMarshal.AsBytes<sbyte>(_risk));
        writer.Write(MemoryMarshal.AsBytes<sbyte>(_categories));
    }

    /// <exception cref="InvalidDataException">It is not such a file, or not all of it.</exception>
    public static CategoryModel Read(Stream stream)
    {
        try
        {
            using var unpacked = new BrotliStream(stream, CompressionMode.Decompress);
            Span<byte> head = stackalloc byte[sizeof(uint)];
            unpacked.ReadExactly(head);
            if (BinaryPrimitives.ReadUInt32LittleEndian(head) != Magic)
            {
                throw new InvalidDataException($"{File} is not a category model of this version.");
            }

            var calibration = CategoryCalibration.Of(Numbers(unpacked, CategoryCalibration.Count));
            var model = new CategoryModel(
                calibration, Numbers(unpacked, Categories + 1), Numbers(unpacked, Categories + 1), Weights(unpacked, CategoryFeatures.Places), Weights(unpacked, CategoryFeatures.Places * Categories));
            return unpacked.ReadByte() < 0 ? model : throw new InvalidDataException($"{File} is longer than a category model.");
        }
        catch (Exception wrong) when (wrong is EndOfStreamException or InvalidOperationException)
        {
            throw new InvalidDataException($"{File} is damaged.", wrong);
        }
    }

    private static IEnumerable<LearnedWord> Words(FoldedText text, TokenSums sums, TextField field, double norm, FrozenSet<string> stops)
    {
        for (var i = 0; i < sums.Sums.Length; i++)
        {
            var token = text.Tokens[i];
            if (sums.Sums[i] > 0 && !stops.Contains(new string(text.TextOf(token))))
            {
                var (start, length) = text.SourceSpan(token.Start, token.End);
                yield return new LearnedWord(text.Source.Substring(start, length), Math.Round(sums.Sums[i] * norm, 3), new TextSpan(field, start, length));
            }
        }
    }

    private static float[] Numbers(Stream stream, int count)
    {
        var bytes = new byte[count * sizeof(float)];
        stream.ReadExactly(bytes);
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        }

        return numbers;
    }

    private static sbyte[] Weights(Stream stream, int count)
    {
        var weights = new sbyte[count];
        stream.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return weights;
    }

    private static CategoryModel Load()
    {
        using var stream = typeof(CategoryModel).Assembly.GetManifestResourceStream($"EsgFunctions.Analysis.{File}")
            ?? throw new InvalidOperationException($"{File} is not in the assembly.");
        return Read(stream);
    }

    private struct RiskSum(sbyte[] weights) : ICategoryFeatureVisitor
    {
        public float Sum;
        public float Squares;

        public void Visit(int place, float value, int token)
        {
            Sum += weights[place] * value;
            Squares += value * value;
        }
    }

    private struct CategoriesSum(sbyte[] weights, float[] sums) : ICategoryFeatureVisitor
    {
        public float Squares;

        public readonly float[] Sums => sums;

        public void Visit(int place, float value, int token)
        {
            var row = weights.AsSpan(place * Categories, Categories);
            for (var i = 0; i < row.Length; i++)
            {
                sums[i] += row[i] * value;
            }

            Squares += value * value;
        }
    }

    private struct TokenSums(sbyte[] weights, float[] sums) : ICategoryFeatureVisitor
    {
        public float Squares;

        public readonly float[] Sums => sums;

        public void Visit(int place, float value, int token)
        {
            sums[token] += weights[place] * value;
            Squares += value * value;
        }
    }
}

/// <summary>A word that speaks for a risk as was learned from labelled texts, itself, with the word before it and by its letters.</summary>
/// <param name="Weight">Its part of the log-odds.</param>
public sealed record LearnedWord(string Word, double Weight, TextSpan Span);
