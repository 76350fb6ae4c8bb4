namespace EsgFunctions.LocalHost;

/// <summary>What the process ends with, one number per cause, so that a script can tell them apart.</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int Poison = 1;
    public const int NodeMissing = 2;
    public const int InstallFailed = 3;
    public const int DataInUse = 4;
    public const int PortInUse = 5;
    public const int NotBuilt = 6;
    public const int HandlerFailed = 7;
    public const int EmulatorFailed = 8;
    public const int DataRefused = 9;
    public const int WrongOption = 64;
    public const int Broken = 70;
}
