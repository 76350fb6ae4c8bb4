using System.Globalization;
using EsgFunctions.Ingestion;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Ingestion;

public class FeedDateTests
{
    [Theory]
    // RFC 822, RFC 2822, RFC 5322
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 1 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("01 Jan 99 19:48 UT", "1999-01-01T19:48:00Z")]
    [InlineData("Thu, 01 Jan 2004 19:48 EST", "2004-01-02T00:48:00Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 PDT", "2004-01-02T02:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 +0530", "2004-01-01T14:18:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 -08:00", "2004-01-02T03:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT+2", "2004-01-01T17:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 UTC+0100", "2004-01-01T18:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21+0100", "2004-01-01T18:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 CEST", "2004-01-01T17:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 Z", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 A", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT (Greenwich)", "2004-01-01T19:48:21Z")]
    [InlineData("Thu,  01  Jan  2004  19:48:21  GMT", "2004-01-01T19:48:21Z")]
    [InlineData("thursday, 01 january 2004 19:48:21 gmt", "2004-01-01T19:48:21Z")]
    [InlineData("01 Jan 2004", "2004-01-01T00:00:00Z")]
    [InlineData("Thu, 31 Dec 1998 23:59:60 GMT", "1999-01-01T00:00:00Z")]
    [InlineData("Thu, 01 Jan 2004 24:00:00 GMT", "2004-01-02T00:00:00Z")]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z")]
    [InlineData("January 5, 2004 3:04 PM EST", "2004-01-05T20:04:00Z")]
    [InlineData("5th January 2004 12:30am", "2004-01-05T00:30:00Z")]
    [InlineData("lun., 05 janv. 2004 10:00:00 +0100", "2004-01-05T09:00:00Z")]
    [InlineData("5 янв 2004 10:00", "2004-01-05T10:00:00Z")]
    // asctime
    [InlineData("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z")]
    [InlineData("Sun Jan 04 16:29:06 PST 2004", "2004-01-05T00:29:06Z")]
    // ISO 8601, RFC 3339
    [InlineData("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31t10:14:55.250z", "2003-12-31T10:14:55.25Z")]
    [InlineData("2003-12-31T10:14:55,5+01:00", "2003-12-31T09:14:55.5Z")]
    [InlineData("2003-12-31T10:14:55-0830", "2003-12-31T18:44:55Z")]
    [InlineData("2003-12-31T10:14:55 -08", "2003-12-31T18:14:55Z")]
    [InlineData("2003-12-31T10:14", "2003-12-31T10:14:00Z")]
    [InlineData("2003-12-31 10:14:55", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31 10:14:55 UTC", "2003-12-31T10:14:55Z")]
    [InlineData("2003/12/31 10:14:55", "2003-12-31T10:14:55Z")]
    [InlineData("20031231T101455Z", "2003-12-31T10:14:55Z")]
    [InlineData("20031231", "2003-12-31T00:00:00Z")]
    [InlineData("2003-12", "2003-12-01T00:00:00Z")]
    [InlineData("2003", "2003-01-01T00:00:00Z")]
    [InlineData("2003-335", "2003-12-01T00:00:00Z")]
    [InlineData("2004-02-29T00:00:00Z", "2004-02-29T00:00:00Z")]
    [InlineData("2018-08-30 19:47:47\n", "2018-08-30T19:47:47Z")]
    // unix time
    [InlineData("1073000901", "2004-01-01T23:48:21Z")]
    [InlineData("1073000901500", "2004-01-01T23:48:21.5Z")]
    // figures only, where they can only mean one thing
    [InlineData("31/12/2003 10:14", "2003-12-31T10:14:00Z")]
    [InlineData("12/31/2003", "2003-12-31T00:00:00Z")]
    [InlineData("31.12.2003", "2003-12-31T00:00:00Z")]
    public void Dates_are_read(string text, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), FeedDate.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("yesterday")]
    [InlineData("INVALID DATE")]
    [InlineData("2003-13-01")]
    [InlineData("2003-02-30")]
    [InlineData("2003-12-31T25:00:00Z")]
    [InlineData("Thu, 32 Jan 2004 00:00:00 GMT")]
    [InlineData("03/04/2004")]
    [InlineData("0000-00-00T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("Thu, 01 Jan 2004 19:48:99:77 GMT")]
    [InlineData("99999999999999999999")]
    [InlineData("²⁰⁰⁴-01-01")]
    public void What_is_no_date_is_none(string? text) => Assert.Null(FeedDate.Parse(text));

    [Fact]
    public void Nothing_that_is_written_throws() =>
        Prop.ForAll<string>(text => FeedDate.Parse(text) is null or { Offset.Ticks: 0 }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_printed_is_read_back() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seconds =>
        {
            var instant = DateTimeOffset.FromUnixTimeSeconds(seconds);
            return FeedDate.Parse(instant.ToString("r", CultureInfo.InvariantCulture)) == instant
                && FeedDate.Parse(instant.ToOffset(TimeSpan.FromHours(-5)).ToString("o", CultureInfo.InvariantCulture)) == instant;
        }).QuickCheckThrowOnFailure();
}
