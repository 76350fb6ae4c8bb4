using EsgFunctions.People;

namespace EsgFunctions.Tests.People;

public class PersonFormTests
{
    [Fact]
    public void A_person_needs_no_more_than_an_id_and_a_name()
    {
        var (person, errors) = new PersonForm(" Ana Petrović ").Check("E-1001");

        Assert.Empty(errors);
        Assert.Equal(new Person(PersonId.Parse("E-1001"), "Ana Petrović", PersonKind.Employee, null, null, MessageLanguage.En, null, null, null), person);
    }

    [Fact]
    public void A_person_is_read_whole()
    {
        var next = new EmergencyContact("Petar Petrović", "+381641112223");

        var (person, _) = new PersonForm("Ana Petrović", "Contractor", "ana@mine.example", "+381 (64) 123-45.67", "sr-RS", "6f9d", next, "E-7").Check("E-1001");

        Assert.Equal(
            new Person(PersonId.Parse("E-1001"), "Ana Petrović", PersonKind.Contractor, "ana@mine.example", "+381641234567", MessageLanguage.SrLatn, "6f9d", next, PersonId.Parse("E-7")),
            person);
    }

    [Fact]
    public void All_errors_are_told_at_once_each_with_its_field()
    {
        var (person, errors) = new PersonForm(" ", "visitor", "ana at mine", "064123456", "tlh", null, null, "E 7").Check("a/b");

        Assert.Null(person);
        Assert.Equal(["email", "id", "kind", "language", "manager", "name", "phone"], errors.Select(error => error.Field).Order(StringComparer.Ordinal));
        Assert.All(errors, error => Assert.EndsWith(".", error.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("+12345678", true)]
    [InlineData("+123456789012345", true)]
    [InlineData("+1234567", false)]
    [InlineData("+1234567890123456", false)]
    [InlineData("+0123456789", false)]
    [InlineData("00381641234567", false)]
    public void A_number_has_eight_to_fifteen_digits_after_a_plus(string phone, bool isOne) =>
        Assert.Equal(isOne, new PersonForm("Ana", Phone: phone).Check("E-1").Person is not null);

    [Theory]
    [InlineData("0")]
    [InlineData("7")]
    public void A_kind_is_a_word_and_not_a_number(string kind) =>
        Assert.Equal("kind", Assert.Single(new PersonForm("Ana", kind).Check("E-1").Errors).Field);

    [Theory]
    [InlineData("zh", MessageLanguage.ZhHans)]
    [InlineData("zh-CN", MessageLanguage.ZhHans)]
    [InlineData("SR_Latn_RS", MessageLanguage.SrLatn)]
    [InlineData("es-PE", MessageLanguage.Es)]
    [InlineData("fr-CD", MessageLanguage.Fr)]
    [InlineData("ru", MessageLanguage.Ru)]
    [InlineData(null, MessageLanguage.En)]
    public void A_tag_of_any_country_leads_to_the_language_of_its_messages(string? tag, MessageLanguage language) =>
        Assert.Equal(language, new PersonForm("Ana", Language: tag).Check("E-1").Person!.Language);

    [Fact]
    public void A_language_is_known_again_by_its_tag() =>
        Assert.All(Enum.GetValues<MessageLanguage>(), language => Assert.Equal(language, MessageLanguages.TryParse(language.Tag())));

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("ž")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void An_id_fits_keys_names_and_addresses(string id) =>
        Assert.Equal("id", Assert.Single(new PersonForm("Ana").Check(id).Errors).Field);
}
