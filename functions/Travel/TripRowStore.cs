using System.Text.Json;
using EsgFunctions.Ingestion;
using EsgFunctions.People;
using EsgFunctions.Places;

namespace EsgFunctions.Travel;

/// <summary>Rows of trips: a JSON row is a trip with its segments, or one segment; a CSV row is a trip of one segment.</summary>
public sealed class TripRowStore(TripStore trips, PersonStore people, PlaceNames places) : IUploadRowStore
{
    public UploadKind Kind => UploadKind.Trips;

    public async Task<RowOutcome> SaveAsync(UploadRow row, bool dryRun, CancellationToken cancellation)
    {
        if (Read(row) is not { } form)
        {
            return RowOutcome.Rejected;
        }

        var (trip, errors) = form.Check(places);
        if (trip is null || !row.IsValid)
        {
            foreach (var (field, reason) in errors)
            {
                row.Reject(field.TrimStart('/'), reason);
            }

            return RowOutcome.Rejected;
        }

        if (await people.GetAsync(trip.Person, cancellation) is null)
        {
            row.Reject("person", $"there is no person '{trip.Person}'");
            return RowOutcome.Rejected;
        }

        if (await trips.GetAsync(trip.Id, cancellation) is not null)
        {
            return RowOutcome.Duplicate;
        }

        return dryRun || await trips.AddAsync(trip, cancellation) ? RowOutcome.Accepted : RowOutcome.Duplicate;
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
            row.Reject(wrong.Path?.TrimStart('$', '.'), wrong.Message.Split(" Path:", 2)[0]);
            return null;
        }
    }
}
