using EsgFunctions.People;

namespace EsgFunctions.Ingestion;

/// <summary>Rows of people.</summary>
public sealed class PersonRowStore(PersonStore people) : IUploadRowStore
{
    public UploadKind Kind => UploadKind.People;

    public async Task<RowOutcome> SaveAsync(UploadRow row, bool dryRun, CancellationToken cancellation)
    {
        var (person, errors) = new PersonForm(
            row.Text("name"), row.Text("kind"), row.Text("email"), row.Text("phone"), row.Text("language"), row.Text("login"), null, row.Text("manager"))
            .Check(row.Text("id") ?? "");
        if (person is null || !row.IsValid)
        {
            RowErrors.Add(row, errors);
            return RowOutcome.Rejected;
        }

        var known = await people.GetAsync(person.Id, cancellation);
        if (known is { } same && same.Person with { EmergencyContact = null } == person)
        {
            return RowOutcome.Duplicate;
        }

        if (!dryRun)
        {
            await people.SaveAsync(person with { EmergencyContact = known?.Person.EmergencyContact }, known?.ETag, cancellation);
        }

        return RowOutcome.Accepted;
    }
}
