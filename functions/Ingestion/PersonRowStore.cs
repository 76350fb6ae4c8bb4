using EsgFunctions.People;

namespace EsgFunctions.Ingestion;

/// <summary>Rows of people. A row about somebody who is known replaces all that is known, as a PUT does, but for the emergency contact, which no row has.</summary>
public sealed class PersonRowStore(PersonStore people) : IUploadRowStore
{
    public UploadKind Kind => UploadKind.People;

    public IReadOnlyList<string> Writers => PeopleEndpoints.Writers;

    public async Task<RowsToSave> ReadAsync(IReadOnlyList<UploadRow> rows, CancellationToken cancellation)
    {
        var read = rows.Select(Read).ToList();
        var known = await people.FindManyAsync([.. read.OfType<Person>().Select(person => person.Id).Distinct()], cancellation);
        var current = known.ToDictionary(one => one.Key, one => one.Value.Person);
        var changed = new HashSet<PersonId>();
        var outcomes = read.Select(person =>
        {
            if (person is null)
            {
                return RowOutcome.Rejected;
            }

            var before = current.GetValueOrDefault(person.Id);
            var after = person with { EmergencyContact = before?.EmergencyContact };
            if (before == after)
            {
                return RowOutcome.Duplicate;
            }

            current[person.Id] = after;
            changed.Add(person.Id);
            return RowOutcome.Accepted;
        }).ToList();
        return new RowsToSave(
            outcomes,
            token => people.SaveManyAsync([.. changed.Select(id => (current[id], known.TryGetValue(id, out var before) ? before.ETag : (Azure.ETag?)null))], token));
    }

    private static Person? Read(UploadRow row)
    {
        var (person, errors) = new PersonForm(
            row.Text("name"), row.Text("kind"), row.Text("email"), row.Text("phone"), row.Text("language"), row.Text("login"), null, row.Text("manager"))
            .Check(row.Text("id") ?? "");
        if (person is null || !row.IsValid)
        {
            RowErrors.Add(row, errors);
            return null;
        }

        return person;
    }
}
