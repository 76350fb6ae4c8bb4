using EsgFunctions.Analysis;

namespace EsgFunctions.Tests.Analysis;

public sealed class RetestRuleTests
{
    [Theory]
    [InlineData(RuleSetState.Draft, false, Retest.Recorded)]
    [InlineData(RuleSetState.Draft, true, Retest.Recorded)]
    [InlineData(RuleSetState.Tested, false, Retest.Trial)]
    [InlineData(RuleSetState.Tested, true, Retest.Recorded)]
    [InlineData(RuleSetState.Live, false, Retest.InForce)]
    [InlineData(RuleSetState.Live, true, Retest.InForce)]
    [InlineData(RuleSetState.Retired, false, Retest.Trial)]
    [InlineData(RuleSetState.Retired, true, Retest.Trial)]
    public void What_somebody_decided_by_stays_on_record(RuleSetState state, bool isOutdated, Retest retest) => Assert.Equal(retest, RetestRule.Decide(state, isOutdated));
}
