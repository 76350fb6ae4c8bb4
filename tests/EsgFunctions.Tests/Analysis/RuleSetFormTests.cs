using EsgFunctions.Analysis;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Analysis;

public sealed class RuleSetFormTests
{
    [Fact]
    public void A_row_is_kept_as_a_lexicon_file_has_it()
    {
        var (terms, errors) = Check(new TermChangeForm("add", "EN", "  fly   rock ", "environmental", null, 2.5, "near=worker:10"));

        Assert.Empty(errors);
        Assert.Equal(new TermChange(TermChangeKind.Add, "en", "fly rock", "Environmental", "None", 2.5, "near=worker:10"), Assert.Single(terms));
    }

    [Theory]
    [InlineData("amend", "en", "zwack", "Crime", "", 3, "", "/terms/0/change")]
    [InlineData("1", "en", "zwack", "Crime", "", 3, "", "/terms/0/change")]
    [InlineData("add", "xx", "zwack", "Crime", "", 3, "", "/terms/0/language")]
    [InlineData("add", "en", "", "Crime", "", 3, "", "/terms/0/term")]
    [InlineData("add", "en", "!?", "Crime", "", 3, "", "/terms/0/term")]
    [InlineData("add", "en", "a*", "Crime", "", 3, "", "/terms/0/term")]
    [InlineData("add", "en", "zwack", "Mischief", "", 3, "", "/terms/0/category")]
    [InlineData("add", "en", "zwack", "None", "", 3, "", "/terms/0/category")]
    [InlineData("add", "en", "zwack", "4", "", 3, "", "/terms/0/category")]
    [InlineData("add", "en", "zwack", "Crime", "Robbery", 3, "", "/terms/0/kind")]
    [InlineData("add", "en", "zwack", "context", "cooking", -2, "", "/terms/0/kind")]
    [InlineData("add", "en", "zwack", "Crime", "", 5.1, "", "/terms/0/weight")]
    [InlineData("add", "en", "zwack", "Crime", "", -1, "", "/terms/0/weight")]
    [InlineData("add", "en", "zwack", "Crime", "", double.NaN, "", "/terms/0/weight")]
    [InlineData("add", "en", "zwack", "context", "sport", 2, "", "/terms/0/weight")]
    [InlineData("add", "en", "zwack", "-", "", 1, "", "/terms/0/weight")]
    [InlineData("add", "en", "zwack", "Crime", "", 3, "often", "/terms/0/flags")]
    [InlineData("add", "en", "zwack", "Crime", "", 3, "near=victim:51", "/terms/0/flags")]
    [InlineData("add", "en", "zwack", "Crime", "", 3, "near=nobody:5", "/terms/0/flags")]
    [InlineData("replace", "en", "zwack", "Crime", "", 3, "", "/terms/0/term")]
    [InlineData("add", "en", "riots", "CivilUnrest", "", 3, "", "/terms/0/term")]
    public void What_is_wrong_with_a_row_is_told_by_its_field(string change, string language, string term, string category, string kind, double weight, string flags, string field)
    {
        var (terms, errors) = Check(new TermChangeForm(change, language, term, category, kind, weight, flags));

        Assert.Empty(terms);
        Assert.Equal(field, Assert.Single(errors).Field);
    }

    [Fact]
    public void A_removal_has_a_term_and_nothing_else()
    {
        Assert.Empty(Check(new TermChangeForm("remove", "en", "riots")).Errors);
        Assert.Equal("/terms/0/change", Assert.Single(Check(new TermChangeForm("remove", "en", "riots", "CivilUnrest")).Errors).Field);
        Assert.Equal("/terms/0/term", Assert.Single(Check(new TermChangeForm("remove", "en", "zwackelfrump")).Errors).Field);
    }

    [Fact]
    public void The_same_row_twice_is_refused_and_one_beside_a_replacement_is_not()
    {
        var row = new TermChangeForm("add", "en", "zwack", "Crime", null, 3);
        var replaced = new TermChangeForm("replace", "en", "riots", "Political", null, 3);

        Assert.Equal("/terms/1/term", Assert.Single(Check(row, row with { Term = "ZWACK", Weight = 2 }).Errors).Field);
        Assert.Empty(Check(row, row with { Category = "Fire" }).Errors);
        Assert.Empty(Check(replaced, new TermChangeForm("add", "en", "riots", "CivilUnrest", null, 2)).Errors);
        Assert.Equal(["/terms/0/term", "/terms/1/term"], Check(replaced, new TermChangeForm("remove", "en", "Riots")).Errors.Select(error => error.Field));
    }

    [Fact]
    public void A_group_of_its_own_makes_a_near_term_possible() =>
        Assert.Empty(Check(new TermChangeForm("add", "en", "zwack", "-", null, 0, "group=odd"), new TermChangeForm("add", "en", "frump", "Crime", null, 3, "near=odd:5")).Errors);

    [Fact]
    public void More_groups_than_there_are_bits_are_refused() =>
        Assert.Contains(Check([.. Enumerable.Range(0, 31).Select(number => new TermChangeForm("add", "en", $"zwack{number}", "-", null, 0, $"group=g{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}"))]).Errors, error => error.Field == "/terms");

    [Fact]
    public void A_set_has_a_reason_changes_something_and_has_an_end()
    {
        Assert.Equal("/why", Assert.Single(new RuleSetForm(" ", [new TermChangeForm("remove", "en", "riots")]).Check(ScoreSettings.Default).Errors).Field);
        Assert.Equal("/terms", Assert.Single(new RuleSetForm("Nothing").Check(ScoreSettings.Default).Errors).Field);
        Assert.Equal("/terms", Assert.Single(Check([.. Enumerable.Range(0, 1_001).Select(number => new TermChangeForm("add", "en", $"zwack{number}", "Crime", null, 3))]).Errors).Field);
    }

    [Fact]
    public void Gates_rise_from_deep_to_alert_to_urgent()
    {
        Assert.Empty(new RuleSetForm("Quieter", Gates: new GateChanges(AlertGate: 60)).Check(ScoreSettings.Default).Errors);
        Assert.Equal("/gates", Assert.Single(new RuleSetForm("Louder", Gates: new GateChanges(AlertGate: 20)).Check(ScoreSettings.Default).Errors).Field);
        Assert.Equal("/gates/urgentGate", Assert.Single(new RuleSetForm("Silent", Gates: new GateChanges(UrgentGate: 101)).Check(ScoreSettings.Default).Errors).Field);
    }

    [Fact]
    public void The_rows_stand_in_one_order_whatever_order_they_came_in()
    {
        TermChangeForm[] forms = [new("add", "sr", "zvak", "Crime", null, 3), new("add", "en", "zwack", "Fire", null, 3), new("remove", "en", "riots")];

        Assert.Equal(Check(forms).Terms, Check([.. forms.Reverse()]).Terms);
    }

    private static (IReadOnlyList<TermChange> Terms, IReadOnlyList<(string Field, string Reason)> Errors) Check(params TermChangeForm[] terms) =>
        new RuleSetForm("To see", terms).Check(ScoreSettings.Default);
}
