namespace EsgFunctions.Clients.Tables;

public enum TableUpdateMode
{
    /// <summary>Keeps properties that the row has and the entity does not; cannot remove one.</summary>
    Merge = 0,

    /// <summary>The row becomes the entity.</summary>
    Replace = 1,
}
