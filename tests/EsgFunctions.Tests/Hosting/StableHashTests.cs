using EsgFunctions.Hosting;

namespace EsgFunctions.Tests.Hosting;

public sealed class StableHashTests
{
    [Fact]
    public void It_is_128_bits_of_sha_256_over_parts_with_their_lengths() => Assert.Equal(
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("1:a"u8).AsSpan(0, 16)), Hex(StableHash.Of("a")));

    [Fact]
    public void Where_a_part_ends_matters() => Assert.NotEqual(StableHash.Of("ab", "c"), StableHash.Of("a", "bc"));

    [Fact]
    public void It_is_26_characters_that_keys_names_and_addresses_may_hold() => Assert.Matches("^[a-z2-7]{26}$", StableHash.Of("Пожар/#?\\", ""));

    [Fact]
    public void The_second_try_makes_the_same_id() => Assert.Equal(StableHash.Of("feed", "item"), StableHash.Of("feed", "item"));

    private static string Hex(string base32)
    {
        var bits = string.Concat(base32.Select(c => Convert.ToString("abcdefghijklmnopqrstuvwxyz234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return string.Concat(Enumerable.Range(0, 32).Select(i => Convert.ToInt32(bits.Substring(i * 4, 4), 2).ToString("x")));
    }
}
