using EsgFunctions.Analysis;
using EsgFunctions.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Stories;

public class FingerprintTests
{
    private const string Wire =
        "A gas explosion at a copper smelter killed three workers on Monday and injured eleven others, the regional fire service said. " +
        "Firefighters brought the blaze under control after six hours. The company suspended production and said that an inquiry had begun. " +
        "Residents of two nearby villages were told to keep their windows closed until measurements of the air were complete.";

    [Fact]
    public void Layout_and_case_do_not_change_the_hash()
    {
        var plain = SimHash.Of(Wire);
        var shouted = SimHash.Of(Wire.ToUpperInvariant().Replace(" ", "  ", StringComparison.Ordinal));

        Assert.Equal(plain, shouted);
    }

    [Fact]
    public void Another_text_is_far()
    {
        const string other =
            "The central bank kept its main interest rate unchanged, as analysts had expected, and raised its forecast for growth next year. " +
            "Exports of machines recovered in the third quarter while building stayed weak. The governor will speak to parliament on Thursday.";

        Assert.True(SimHash.Hamming(SimHash.Of(Wire), SimHash.Of(other)) > 15);
    }

    [Fact]
    public void A_wire_copy_with_a_credit_is_near()
    {
        var copy = "(Agency) - " + Wire + " Editing by the night desk.";

        Assert.True(SimHash.IsNear(SimHash.Of(Wire + " " + Wire), SimHash.Of(copy + " " + Wire)));
    }

    [Fact]
    public void Two_bulletins_of_one_template_are_not_near()
    {
        var first = SimHash.Of("Green earthquake alert (magnitude 4.7, depth 10 km) in Chile 04/05/2026 01:22 UTC, 1200 people within 100 km.");
        var second = SimHash.Of("Green earthquake alert (magnitude 5.3, depth 35 km) in Chile 19/06/2026 14:48 UTC, 8100 people within 100 km.");

        Assert.False(SimHash.IsNear(first, second));
    }

    [Fact]
    public void Chinese_is_hashed_by_pairs_of_characters()
    {
        const string text = "市中心一家化工厂昨日发生爆炸，造成三人死亡，消防部门表示火势已得到控制，附近居民被要求关闭门窗。";
        var repunctuated = text.Replace('，', ' ');

        Assert.Equal(SimHash.Of(text), SimHash.Of(repunctuated));
        Assert.False(SimHash.IsNear(SimHash.Of(text), SimHash.Of("国家足球队昨晚在主场以二比一战胜对手，球迷在广场上庆祝到深夜，主教练表示满意。")));
    }

    [Fact]
    public void Two_texts_without_words_are_not_near()
    {
        Assert.Equal(SimHash.None, SimHash.Of(" - "));
        Assert.False(SimHash.IsNear(SimHash.None, SimHash.None));
    }

    [Theory]
    [InlineData(0b0000UL, 0b0111UL, 3)]
    [InlineData(0UL, ulong.MaxValue, 64)]
    public void Hamming_counts_bits_that_differ(ulong a, ulong b, int bits) => Assert.Equal(bits, SimHash.Hamming(a, b));

    [Fact]
    public void Content_is_the_same_whatever_its_layout()
    {
        Assert.Equal(ContentHash.Of("Fire at plant", "Two hurt."), ContentHash.Of("FIRE AT PLANT!", " Two  hurt "));
        Assert.NotEqual(ContentHash.Of("Fire at plant", "Two hurt."), ContentHash.Of("Fire at", "plant Two hurt."));
        Assert.NotEqual(ContentHash.Of("Fire at plant", "Two hurt."), ContentHash.Of("Fire at plant", "Three hurt."));
    }

    [Fact]
    public void What_was_packed_is_unpacked() =>
        Prop.ForAll<ulong[]>(hashes =>
        {
            var block = FingerprintBlock.Of(hashes.Select((hash, index) => new Fingerprint(hash, new UInt128(hash, (ulong)index))));
            var (simHashes, items) = block.Encode();

            return FingerprintBlock.Decode(simHashes, items).Entries.SequenceEqual(block.Entries);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_full_block_fits_two_table_properties_and_takes_no_more()
    {
        var full = FingerprintBlock.Of(Enumerable.Range(1, 4_000).Select(n => new Fingerprint((ulong)n, (UInt128)n)));
        var (simHashes, items) = full.Encode();

        Assert.Equal((32_000, 64_000), (simHashes.Length, items.Length));
        Assert.True(full.IsFull);
        Assert.Equal(4_000, full.With([new Fingerprint(1, 9_999)]).Count);
        Assert.Throws<ArgumentException>(() => FingerprintBlock.Of(full.Entries.Append(default)));
    }

    [Fact]
    public void Columns_that_do_not_fit_together_are_refused()
    {
        Assert.Throws<FormatException>(() => FingerprintBlock.Decode(new byte[8], new byte[8]));
        Assert.Throws<FormatException>(() => FingerprintBlock.Decode(new byte[7], new byte[16]));
    }

    [Fact]
    public void The_nearest_within_three_bits_is_found()
    {
        var block = FingerprintBlock.Of([new(0b11110000, 1), new(0b11110001, 2), new(0xFF00FF00FF00, 3)]);

        Assert.Equal(new FingerprintMatch(2, 1), block.Find(0b11110011));
        Assert.Null(block.Find(0xABCDEF0123456789));
    }

    [Fact]
    public void Looking_up_by_bands_finds_what_comparing_with_every_text_finds() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(1, 300).ToArbitrary(), (seed, count) =>
        {
            var random = new Random(seed);
            var sought = (ulong)random.NextInt64();
            var entries = Enumerable.Range(0, count).Select(n => new Fingerprint(Flipped(sought, random.Next(0, 7), random), (UInt128)n)).Append(new(SimHash.None, 999)).ToList();
            var nearest = entries.Where(entry => SimHash.IsNear(entry.SimHash, sought)).OrderBy(entry => SimHash.Hamming(entry.SimHash, sought))
                .Select(entry => (FingerprintMatch?)new FingerprintMatch(entry.Story, SimHash.Hamming(entry.SimHash, sought))).FirstOrDefault();

            return FingerprintBlock.Of(entries).Find(sought) == nearest;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_is_near_nothing() => Assert.Null(FingerprintBlock.Of([new(SimHash.None, 1), new(0b1, 2)]).Find(SimHash.None));

    [Fact]
    public void The_same_entry_twice_is_one()
    {
        var block = FingerprintBlock.Empty.With([new(5, 1)]).With([new(5, 1), new(5, 2)]);

        Assert.Equal(2, block.Count);
    }

    [Theory]
    [InlineData(1, "a:11", "a:22")]
    [InlineData(2, "a:11", "b:22")]
    [InlineData(1, "a:11", "b:11")]
    [InlineData(1, "Reuters:11", "reuters :22")]
    [InlineData(2, "a:11", "b:11", "c:77")]
    [InlineData(2, "a:22", "b:11", "a:11")]
    [InlineData(2, "a:11", "b:11", "c:11", "c:77")]
    [InlineData(0)]
    public void Publishers_count_once_and_wire_copies_count_once(int expected, params string[] sources)
    {
        var told = sources.Select(source => new StorySource(source.Split(':')[0], Convert.ToUInt64(source.Split(':')[1], 16) * 0x0101010101010101)).ToList();

        Assert.Equal(expected, Corroboration.Count(told));
    }

    private static ulong Flipped(ulong hash, int bits, Random random)
    {
        for (var i = 0; i < bits; i++)
        {
            hash ^= 1UL << random.Next(64);
        }

        return hash;
    }
}
