using Azure;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;

namespace EsgFunctions.People;

/// <summary>
/// Table People: one row a person, spread over 32 partitions by a hash of the id; and one row a login, which leads to the
/// person. Retention: until deleted by the owner of the personnel data.
/// </summary>
public class PersonStore(TableServiceClient tables)
{
    public const string Table = "People";

    private readonly TableClient _table = tables.GetTableClient(Table);

    public virtual async Task<(Person Person, ETag ETag)?> GetAsync(PersonId id, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(Partition(id), id.Value, cancellationToken: cancellation);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>Those that exist, in the order of the ids.</summary>
    public virtual async Task<IReadOnlyList<Person>> GetManyAsync(IReadOnlyCollection<PersonId> ids, CancellationToken cancellation)
    {
        var found = new List<Person>(ids.Count);
        foreach (var some in ids.Chunk(32))
        {
            var rows = await Task.WhenAll(some.Select(id => GetAsync(id, cancellation)));
            found.AddRange(rows.OfType<(Person Person, ETag)>().Select(row => row.Person));
        }

        return found;
    }

    /// <summary>Who has the login now: a row left by an earlier login leads to nobody.</summary>
    public async Task<PersonId?> FindByLoginAsync(string login, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync("login", StableHash.Of(login), cancellationToken: cancellation);
        return row.HasValue && await GetAsync(PersonId.Parse(row.Value!.GetString("Person")!), cancellation) is var (person, _) && person.Login == login ? person.Id : null;
    }

    /// <summary>Creates (null) or replaces what was read with the ETag.</summary>
    /// <exception cref="RequestFailedException">409: it exists; 412: it has changed.</exception>
    public async Task<ETag> SaveAsync(Person person, ETag? ifMatch, CancellationToken cancellation)
    {
        var row = Write(person);
        var response = ifMatch is { } etag
            ? await _table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellation)
            : await _table.AddEntityAsync(row, cancellation);
        if (person.Login is { } login)
        {
            await _table.UpsertEntityAsync(new TableEntity("login", StableHash.Of(login)) { ["Person"] = person.Id.Value }, TableUpdateMode.Replace, cancellation);
        }

        return response.Headers.ETag ?? default;
    }

    public async Task DeleteAsync(Person person, CancellationToken cancellation)
    {
        if (person.Login is { } login && await FindByLoginAsync(login, cancellation) == person.Id)
        {
            await _table.DeleteEntityAsync("login", StableHash.Of(login), cancellationToken: cancellation);
        }

        await _table.DeleteEntityAsync(Partition(person.Id), person.Id.Value, cancellationToken: cancellation);
    }

    private static string Partition(PersonId id) => $"p-{StableHash.Of(id.Value)[0]}";

    private static TableEntity Write(Person person) => new(Partition(person.Id), person.Id.Value)
    {
        ["Name"] = person.Name,
        ["Kind"] = person.Kind.ToString(),
        ["Email"] = person.Email,
        ["Phone"] = person.Phone,
        ["Language"] = person.Language.Tag(),
        ["Login"] = person.Login,
        ["EmergencyName"] = person.EmergencyContact?.Name,
        ["EmergencyPhone"] = person.EmergencyContact?.Phone,
        ["Manager"] = person.Manager?.Value,
    };

    private static Person Read(TableEntity row) => new(
        PersonId.Parse(row.RowKey),
        row.GetString("Name")!,
        Enum.Parse<PersonKind>(row.GetString("Kind")!),
        row.GetString("Email"),
        row.GetString("Phone"),
        MessageLanguages.TryParse(row.GetString("Language")) ?? MessageLanguage.En,
        row.GetString("Login"),
        row.GetString("EmergencyName") is { } name ? new EmergencyContact(name, row.GetString("EmergencyPhone") ?? "") : null,
        row.GetString("Manager") is { } manager ? PersonId.Parse(manager) : null);
}
