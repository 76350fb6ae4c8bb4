using EsgFunctions.Operations;

namespace EsgFunctions.Tests.Operations;

public sealed class IdempotencyRuleTests
{
    [Theory]
    [InlineData(true, 0, "same", KnownKey.Repeated)]
    [InlineData(true, 86_399, "same", KnownKey.Repeated)]
    [InlineData(true, 86_400, "same", KnownKey.Free)]
    [InlineData(false, 119, "same", KnownKey.AtWork)]
    [InlineData(false, 120, "same", KnownKey.Free)]
    [InlineData(true, 0, "other", KnownKey.OtherBody)]
    [InlineData(false, 0, "other", KnownKey.OtherBody)]
    [InlineData(false, 120, "other", KnownKey.OtherBody)]
    [InlineData(true, 86_400, "other", KnownKey.Free)]
    public void A_key_belongs_to_one_body_for_a_day(bool isAnswered, int seconds, string asked, KnownKey known) =>
        Assert.Equal(known, IdempotencyRule.Decide("same", isAnswered, TimeSpan.FromSeconds(seconds), asked));
}
