using System.Text;
using EsgFunctions.Analysis;
using EsgFunctions.Risk;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Analysis;

public sealed class RuleSetSheetTests
{
    private const string Header = "change\tlanguage\tterm\tcategory\tkind\tweight\tflags\n";

    [Fact]
    public void What_was_written_is_read_back() => Prop.ForAll(Terms(), terms =>
    {
        var (forms, errors) = RuleSetSheet.Read(RuleSetSheet.Write(terms), null);
        var back = forms.Select(form => new TermChange(Enum.Parse<TermChangeKind>(form.Change!, ignoreCase: true), form.Language!, form.Term!, form.Category!, form.Kind!, form.Weight ?? 0, form.Flags!));

        return errors.Count == 0 && back.SequenceEqual(terms);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cell_that_would_be_run_as_a_formula_is_made_harmless()
    {
        var sheet = Encoding.UTF8.GetString(RuleSetSheet.Write([new(TermChangeKind.Add, "en", "@shout", "-", "None", 0, "")]));

        Assert.Contains("'@shout", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("\t@", sheet, StringComparison.Ordinal);
        Assert.Equal("@shout", Assert.Single(RuleSetSheet.Read(Encoding.UTF8.GetBytes(sheet), null).Terms).Term);
    }

    [Fact]
    public void The_embedded_list_is_a_sheet_that_changes_nothing_until_a_change_is_filled_in()
    {
        var sheet = Encoding.UTF8.GetString(RuleSetSheet.WriteEmbedded("en"));
        var row = sheet.Split("\r\n").Single(line => line.StartsWith("\ten\triots\t", StringComparison.Ordinal));

        Assert.Empty(RuleSetSheet.Read(Encoding.UTF8.GetBytes(sheet), null).Terms);
        var form = Assert.Single(RuleSetSheet.Read(Encoding.UTF8.GetBytes(sheet.Replace(row, "replace" + row, StringComparison.Ordinal)), null).Terms);
        Assert.Equal(("replace", "riots", "CivilUnrest"), (form.Change, form.Term, form.Category));
        Assert.Empty(new RuleSetForm("Heavier", [form with { Weight = 4 }]).Check(ScoreSettings.Default).Errors);
    }

    [Theory]
    [InlineData("add;en;zwack;Crime;None;2,5;")]
    [InlineData("add,en,zwack,Crime,None,\"2,5\",")]
    public void Other_separators_and_a_decimal_comma_are_read(string row)
    {
        var separator = row[3];

        var (forms, errors) = RuleSetSheet.Read(Encoding.UTF8.GetBytes(Header.Replace('\t', separator) + row), null);

        Assert.Empty(errors);
        Assert.Equal(2.5, Assert.Single(forms).Weight);
    }

    [Fact]
    public void A_sheet_in_the_encoding_that_spreadsheets_call_Unicode_is_read()
    {
        var sheet = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Header + "add\tsr\tžvaka\tCrime\t\t3\t")).ToArray();

        Assert.Equal("žvaka", Assert.Single(RuleSetSheet.Read(sheet, null).Terms).Term);
    }

    [Fact]
    public void What_is_wrong_is_told_by_line()
    {
        var (forms, errors) = RuleSetSheet.Read(Encoding.UTF8.GetBytes(Header + "add\ten\tzwack\tCrime\t\tmuch\t\n"), null);
        var (rows, _) = RuleSetSheet.Read(Encoding.UTF8.GetBytes(Header + "\n\nadd\ten\tzwack\tMischief\t\t3\t\n"), null);

        Assert.Equal("line 2/weight", Assert.Single(errors).Field);
        Assert.Single(forms);
        Assert.Equal("line 4/category", Assert.Single(new RuleSetForm("To see", rows).Check(ScoreSettings.Default).Errors).Field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("term\tweight\nzwack\t3\n")]
    [InlineData("\0\0\0\0")]
    public void A_sheet_without_its_columns_is_refused(string sheet) => Assert.NotEmpty(RuleSetSheet.Read(Encoding.UTF8.GetBytes(sheet), null).Errors);

    private static Arbitrary<TermChange[]> Terms()
    {
        var cell = Gen.Elements("zwack", "=1+1", "@x", "+381", "-zwack", "a \"quoted\" word", "半,分;词", "žvaka", "it's");
        var term =
            from text in cell
            from weight in Gen.Elements(0.5, 3.0, -2.5)
            from change in Gen.Elements(TermChangeKind.Add, TermChangeKind.Replace)
            from category in Gen.Elements("Crime", "-", "context")
            select new TermChange(change, "en", text, category, "None", weight, "group=odd");
        return term.ListOf().Select(terms => terms.ToArray()).ToArbitrary();
    }
}
