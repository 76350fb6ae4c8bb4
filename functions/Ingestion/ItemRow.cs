using EsgFunctions.Places;

namespace EsgFunctions.Ingestion;

/// <summary>A row of an upload of news items as a <see cref="FoundItem"/>.</summary>
public static class ItemRow
{
    /// <summary>The item, or null with the reasons in <see cref="UploadRow.Errors"/>.</summary>
    public static FoundItem? Read(UploadRow row)
    {
        var title = HtmlText.ToLine(row.Required("title", FeedLimits.TitleLength));
        var text = HtmlText.ToPlain(row.Text("text", FeedLimits.TextLength));
        var url = row.WebAddress("url");
        var published = row.Instant("published");
        var updated = row.Instant("updated");
        var language = row.Language("language");
        var country = row.Country("country");
        var point = row.Point();
        var place = row.Text("place");
        if (row.Has("title") && title.Length == 0)
        {
            row.Reject("title", "holds no text");
        }

        return !row.IsValid ? null : new FoundItem
        {
            Key = ItemKey.Of(row.Text("id"), url, title, text),
            Title = title,
            Text = text,
            Url = url,
            Published = published,
            Updated = updated,
            Authors = Lines(row, "author").Concat(Lines(row, "source")).Take(FeedLimits.ListLength).ToList(),
            Categories = Lines(row, "category"),
            Language = language,
            Place = point is null && country is null && place is null ? null : new SourcePlace(point, [], [], place is null ? null : HtmlText.ToLine(place), country ?? CountryCode.Unknown),
        };
    }

    private static List<string> Lines(UploadRow row, string name) =>
        row.List(name).Select(value => HtmlText.ToLine(value, FeedLimits.NameLength)).Where(value => value.Length > 0).Take(FeedLimits.ListLength).ToList();
}
