namespace EsgFunctions.IntegrationTests.Figures;

/// <summary>A measurement, run only when FIGURES names the folder of a published app: dotnet publish functions -c Release -o FOLDER.</summary>
public sealed class FigureFactAttribute : FactAttribute
{
    public FigureFactAttribute() => Skip = PublishedApp is null ? "A measurement: set FIGURES to the folder of a published app." : null;

    internal static string? PublishedApp => Environment.GetEnvironmentVariable("FIGURES") is { Length: > 0 } folder ? folder : null;
}
