using System.Globalization;

namespace EsgFunctions.Clients.Tables;

/// <summary>Values as literals of the service's filter language.</summary>
internal static class TableFilter
{
    public static string Create(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var literals = filter.GetArguments();
        for (var i = 0; i < literals.Length; i++)
        {
            literals[i] = Literal(literals[i]);
        }

        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    private static string Literal(object? value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => $"{number.ToString(CultureInfo.InvariantCulture)}L",
        double number when double.IsFinite(number) => Double(number),
        DateTimeOffset instant => $"datetime'{instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}'",
        Guid id => $"guid'{id:D}'",
        byte[] bytes => $"X'{Convert.ToHexStringLower(bytes)}'",
        double => throw new ArgumentException("A filter cannot compare with NaN or infinity.", nameof(value)),
        null => throw new ArgumentException("A filter cannot compare with null: rows do not store it.", nameof(value)),
        _ => throw new ArgumentException($"A filter cannot compare with a {value.GetType().Name}.", nameof(value)),
    };

    /// <summary>With a point or an exponent always: 3 would be an Int32, and matches no double.</summary>
    private static string Double(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') >= 0 ? text : $"{text}.0";
    }
}
