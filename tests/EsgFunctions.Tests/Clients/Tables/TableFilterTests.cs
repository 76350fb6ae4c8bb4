using System.Globalization;
using EsgFunctions.Clients.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Clients.Tables;

public sealed class TableFilterTests
{
    public static TheoryData<object, string> Literals => new()
    {
        { "it's", "'it''s'" },
        { "", "''" },
        { "' or RowKey ne '", "''' or RowKey ne '''" },
        { "{0}", "'{0}'" },
        { 42, "42" },
        { -1, "-1" },
        { 9L, "9L" },
        { 1.5, "1.5" },
        { 3.0, "3.0" },
        { 1e300, "1E+300" },
        { true, "true" },
        { new DateTimeOffset(2026, 11, 20, 11, 0, 0, TimeSpan.FromHours(1)), "datetime'2026-11-20T10:00:00.0000000Z'" },
        { Guid.Parse("0F8FAD5B-D9CB-469F-A165-70867728950E"), "guid'0f8fad5b-d9cb-469f-a165-70867728950e'" },
        { new byte[] { 10, 255 }, "X'0aff'" },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public void A_value_becomes_a_literal_of_its_type(object value, string literal)
    {
        Assert.Equal($"A eq {literal} and B ne {literal}", TableClient.CreateQueryFilter($"A eq {value} and B ne {value}"));
    }

    [Fact]
    public void Values_of_no_edm_type_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {null}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {double.NaN}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {DayOfWeek.Friday}"));
    }

    [Fact]
    public void The_machines_culture_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "minus" } };
        try
        {
            Assert.Equal("A eq -1.5", TableClient.CreateQueryFilter($"A eq {-1.5}"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void No_text_ends_its_own_literal() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            var literal = TableClient.CreateQueryFilter($"{text.Get}");
            return literal[0] == '\'' && literal[^1] == '\'' && literal[1..^1].Replace("''", "", StringComparison.Ordinal).IndexOf('\'', StringComparison.Ordinal) < 0;
        }).QuickCheckThrowOnFailure();
}
