using EsgFunctions.Alerting;
using EsgFunctions.People;
using EsgFunctions.Tests.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Alerting;

public class SignedLinkTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];
    private static readonly DateTimeOffset Until = AStory.Noon.AddDays(30);
    private static readonly SignedLink Link = new(AlertId.For(AStory.Shooting().Id), PersonId.Parse("E-1001"), Until);

    [Fact]
    public void What_was_written_is_read_until_its_last_second()
    {
        var token = Link.Write(Key);

        Assert.Equal(Link, SignedLink.Read(token, Key, Until));
        Assert.Null(SignedLink.Read(token, Key, Until.AddSeconds(1)));
    }

    [Fact]
    public void It_can_stand_in_an_address_and_is_short_enough_for_an_sms()
    {
        var token = Link.Write(Key);

        Assert.Matches("^[A-Za-z0-9_.-]+$", token);
        Assert.InRange(token.Length, 20, 60);
    }

    [Fact]
    public void Another_key_does_not_open_it() => Assert.Null(SignedLink.Read(Link.Write(Key), new byte[32], AStory.Noon));

    [Fact]
    public void One_letter_changed_is_noticed() => Prop.ForAll<int, char>((at, letter) =>
    {
        var token = Link.Write(Key).ToCharArray();
        var changed = token[Math.Abs(at % token.Length)] != letter;
        token[Math.Abs(at % token.Length)] = letter;
        var read = SignedLink.Read(new string(token), Key, AStory.Noon);

        // Of the last letter of the signature some bits say nothing; what is read is then the same link.
        return !changed || read is null || read == Link;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Garbage_is_no_link_and_never_throws() =>
        Prop.ForAll<NonNull<string>, byte[]>((text, bytes) =>
            SignedLink.Read(text.Get, Key, AStory.Noon) is null
            && SignedLink.Read($"{text.Get}.{text.Get}", Key, AStory.Noon) is null
            && SignedLink.Read($"{Convert.ToBase64String(bytes)}.{Convert.ToBase64String(bytes)}", Key, AStory.Noon) is null)
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a")]
    [InlineData("%2e%2e")]
    public void Odd_addresses_are_no_link(string token) => Assert.Null(SignedLink.Read(token, Key, AStory.Noon));

    [Fact]
    public void A_longer_text_than_any_link_is_not_even_decoded() => Assert.Null(SignedLink.Read(new string('A', 100_000) + ".AAAA", Key, AStory.Noon));

    [Fact]
    public void The_longest_id_of_a_person_can_be_signed()
    {
        var link = Link with { Person = PersonId.Parse(new string('x', 64)) };

        Assert.Equal(link, SignedLink.Read(link.Write(Key), Key, AStory.Noon));
    }
}
