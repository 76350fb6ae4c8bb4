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
    public virtual async Task<IReadOnlyList<Person>> GetManyAsync(IReadOnlyCollection<PersonId> ids, CancellationToken cancellation) =>
        [.. (await FindManyAsync(ids, cancellation)).Values.Select(row => row.Person)];

    /// <summary>Those that exist, in the order of the ids, each with its ETag.</summary>
    public virtual async Task<IReadOnlyDictionary<PersonId, (Person Person, ETag ETag)>> FindManyAsync(IReadOnlyCollection<PersonId> ids, CancellationToken cancellation)
    {
        var found = new OrderedDictionary<PersonId, (Person, ETag)>(ids.Count);
        foreach (var some in ids.Chunk(32))
        {
            foreach (var row in (await Task.WhenAll(some.Select(id => GetAsync(id, cancellation)))).OfType<(Person Person, ETag ETag)>())
            {
                found.TryAdd(row.Person.Id, row);
            }
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
            await _table.UpsertEntityAsync(LoginRow(login, person.Id), TableUpdateMode.Replace, cancellation);
        }

        return response.Headers.ETag ?? default;
    }

    /// <summary>Creates (null) or replaces each, a hundred at a time. A crash in between leaves whole people only.</summary>
    /// <exception cref="TableTransactionFailedException">409: one exists; 412: one has changed. Others may have been written.</exception>
    public async Task SaveManyAsync(IReadOnlyCollection<(Person Person, ETag? IfMatch)> people, CancellationToken cancellation)
    {
        var rows = people.Select(one => one.IfMatch is { } etag
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, Write(one.Person), etag)
            : new TableTransactionAction(TableTransactionActionType.Add, Write(one.Person)));
        var logins = people.Where(one => one.Person.Login is not null).DistinctBy(one => one.Person.Login)
            .Select(one => new TableTransactionAction(TableTransactionActionType.UpsertReplace, LoginRow(one.Person.Login!, one.Person.Id)));
        await _table.SubmitManyAsync(rows, cancellation);
        await _table.SubmitManyAsync(logins, cancellation);
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

    private static TableEntity LoginRow(string login, PersonId person) => new("login", StableHash.Of(login)) { ["Person"] = person.Value };

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
