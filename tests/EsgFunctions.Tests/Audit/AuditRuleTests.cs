using System.Security.Cryptography;
using System.Text;
using EsgFunctions.Audit;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Audit;

/// <summary>What was decided cannot be changed unseen.</summary>
public class AuditRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 17, 12, 0, 0, TimeSpan.Zero);
    private static readonly AuditChainId Chain = AuditChainId.For("Stories", Noon);

    private static (List<AuditEntry> Entries, AuditHead Head) Written(int count)
    {
        var (entries, head) = (new List<AuditEntry>(), AuditHead.Empty(Chain));
        for (var i = 1; i <= count; i++)
        {
            var entry = AuditEntry.Next(Chain, head, new($"key{i}", "mira", "verify", $"RS-202611-{i}", "They rang the police", $"{i}"), Noon.AddMinutes(i));
            entries.Add(entry);
            head = new(entry.Number, entry.Hash);
        }

        return (entries, head);
    }

    private static List<AuditFaultKind> Kinds(List<AuditEntry> entries, AuditHead? head, AnchoredHead? anchored = null) =>
        [.. AuditRule.Verify(Chain, entries, head, anchored).Select(fault => fault.Kind)];

    [Fact]
    public void A_chain_as_it_was_written_has_no_fault()
    {
        var (entries, head) = Written(5);

        Assert.Empty(Kinds(entries, head));
        Assert.Empty(Kinds(entries, head, new("Stories", 5, head.Hash)));
        Assert.Empty(Kinds([], null));
    }

    [Fact]
    public void The_hash_is_sha_256_over_the_parts_each_after_its_length() => Assert.Equal(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("16:20261117|Stories"))), AuditHead.Empty(Chain).Hash);

    [Fact]
    public void An_edited_entry_is_found()
    {
        var (entries, head) = Written(5);
        entries[2] = entries[2] with { Decision = entries[2].Decision with { Reason = "They rang nobody" } };

        Assert.Equal(3, Assert.Single(AuditRule.Verify(Chain, entries, head, null)).Number);
        Assert.Equal([AuditFaultKind.Edited], Kinds(entries, head));
    }

    [Fact]
    public void An_edited_entry_with_a_hash_that_fits_it_breaks_the_next()
    {
        var (entries, head) = Written(5);
        var changed = entries[2] with { Decision = entries[2].Decision with { By = "omar" } };
        entries[2] = changed with { Hash = changed.Expected };

        Assert.Equal([AuditFaultKind.OutOfOrder], Kinds(entries, head));
    }

    [Fact]
    public void A_removed_entry_is_found_in_the_middle_and_at_the_end()
    {
        var (entries, head) = Written(5);

        Assert.Equal([AuditFaultKind.Removed], Kinds([.. entries.Where(entry => entry.Number != 3)], head));
        Assert.Equal([AuditFaultKind.OtherEnd], Kinds([.. entries.Take(4)], head));
        Assert.Equal([AuditFaultKind.OtherEnd], Kinds([], head));
    }

    [Fact]
    public void Two_that_changed_places_are_found()
    {
        var (entries, head) = Written(5);
        (entries[1], entries[2]) = (entries[2] with { Number = 2 }, entries[1] with { Number = 3 });

        Assert.Contains(AuditFaultKind.OutOfOrder, Kinds(entries, head));
        Assert.Contains(AuditFaultKind.Edited, Kinds(entries, head));
    }

    [Fact]
    public void A_chain_that_was_written_anew_is_found_by_its_anchor_alone()
    {
        var (_, before) = Written(5);
        var (anew, head) = Written(4);

        Assert.Empty(Kinds(anew, head));
        Assert.Equal([AuditFaultKind.OtherThanAnchored], Kinds(anew, head, new("Stories", before.Count, before.Hash)));
        Assert.Equal([AuditFaultKind.OtherThanAnchored], Kinds([], null, new("Stories", before.Count, before.Hash)));
    }

    [Fact]
    public void An_anchor_that_was_replaced_is_found_by_the_next()
    {
        var anchor = new AuditAnchor(Chain.Day, [], "ab");

        Assert.Empty(AuditRule.Verify(anchor, "ab"));
        Assert.Empty(AuditRule.Verify(anchor, null));
        Assert.Equal(AuditFaultKind.OtherAnchorBefore, AuditRule.Verify(anchor, "cd").Single().Kind);
    }

    [Fact]
    public void An_entry_of_another_room_or_day_does_not_fit()
    {
        var other = AuditChainId.For("Alerting", Noon);
        var entry = AuditEntry.Next(other, AuditHead.Empty(other), new("k", "mira", "act", "s", null, null), Noon);

        Assert.NotEmpty(Kinds([entry with { Chain = Chain }], new(1, entry.Hash)));
    }

    [Fact]
    public void Whatever_member_of_whichever_entry_is_changed_is_found() => Prop.ForAll(
        Gen.Choose(0, 4).ToArbitrary(), Gen.Choose(0, 6).ToArbitrary(), (at, member) =>
        {
            var (entries, head) = Written(5);
            var (entry, decision) = (entries[at], entries[at].Decision);
            entries[at] = member switch
            {
                0 => entry with { At = entry.At.AddSeconds(1) },
                1 => entry with { Decision = decision with { By = "x" } },
                2 => entry with { Decision = decision with { Action = "x" } },
                3 => entry with { Decision = decision with { Subject = "x" } },
                4 => entry with { Decision = decision with { Reason = null } },
                5 => entry with { Decision = decision with { What = "" } },
                _ => entry with { Decision = decision with { BlobHash = "" } },
            };
            return Kinds(entries, head).Contains(AuditFaultKind.Edited);
        }).QuickCheckThrowOnFailure();
}
