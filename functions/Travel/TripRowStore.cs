using System.Text.Json;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.People;
using EsgFunctions.Places;

namespace EsgFunctions.Travel;

/// <summary>Rows of trips: a JSON row is a trip with its segments, or one segment; a CSV row is a trip of one segment.</summary>
public sealed class TripRowStore(TripStore trips, PersonStore people, PlaceNames places) : IUploadRowStore
{
    public UploadKind Kind => UploadKind.Trips;

    /// <summary>The watch alone: a traveller plans only their own trips, and a file may hold anybody's.</summary>
    public IReadOnlyList<string> Writers { get; } = [Role.WatchOfficer];

    public async Task<RowsToSave> ReadAsync(IReadOnlyList<UploadRow> rows, CancellationToken cancellation)
    {
        var read = rows.Select(Check).ToList();
        var known = await people.FindManyAsync([.. read.OfType<Trip>().Select(trip => trip.Person).Distinct()], cancellation);
        var planned = (await trips.FindManyAsync([.. read.OfType<Trip>().Select(trip => trip.Id).Distinct()], cancellation)).ToHashSet();
        var added = new List<Trip>();
        var outcomes = new List<RowOutcome>(rows.Count);
        foreach (var (trip, row) in read.Zip(rows))
        {
            if (trip is not null && !known.ContainsKey(trip.Person))
            {
                row.Reject("person", $"there is no person '{trip.Person}'");
            }

            var isNew = row.IsValid && planned.Add(trip!.Id);
            if (isNew)
            {
                added.Add(trip!);
            }

            outcomes.Add(!row.IsValid ? RowOutcome.Rejected : isNew ? RowOutcome.Accepted : RowOutcome.Duplicate);
        }

        return new RowsToSave(outcomes, token => trips.AddManyAsync(added, token));
    }

    private Trip? Check(UploadRow row)
    {
        if (Read(row) is not { } form)
        {
            return null;
        }

        var (trip, errors) = form.Check(places);
        if (trip is not null && row.IsValid)
        {
            return trip;
        }

        foreach (var (field, reason) in errors)
        {
            row.Reject(field.TrimStart('/'), reason);
        }

        return null;
    }

    private static TripForm? Read(UploadRow row)
    {
        if (row.Json is not { } json || !json.TryGetProperty("segments", out _))
        {
            return new TripForm(row.Required("person"), [
                new TripSegmentForm(
                    row.Text("place"), row.Number("lat", -90, 90), row.Number("lon", -180, 180), row.Country("country")?.Value,
                    row.RequiredInstant("from"), row.RequiredInstant("to"), row.Text("mode"), row.Flag("transit")),
            ]);
        }

        try
        {
            return json.Deserialize(TravelJson.Default.TripForm);
        }
        catch (JsonException wrong)
        {
            var (place, reason) = JsonFault.Of(wrong, TravelJson.Default.TripForm);
            row.Reject(place.TrimStart('/'), reason);
            return null;
        }
    }
}
