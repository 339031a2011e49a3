namespace EventSinks.Discovery;

/// <summary>The codes of what can keep a plug-in from being used. They never change their meaning.</summary>
public static class PluginProblemCodes
{
    /// <summary>A plug-in folder is not there or cannot be read.</summary>
    public const string FolderUnreadable = "ES3001";

    /// <summary>A folder below a plug-in folder has no DLL of its own name.</summary>
    public const string DllMissing = "ES3002";

    /// <summary>A DLL is no .NET assembly, or is damaged.</summary>
    public const string NotAnAssembly = "ES3003";

    /// <summary>A plug-in exports no sink type.</summary>
    public const string NothingExported = "ES3004";

    /// <summary>A plug-in was compiled against a contract that this host does not support.</summary>
    public const string WrongContract = "ES3005";

    /// <summary>A plug-in needs a higher version of an assembly that it shares with the host.</summary>
    public const string SharedAssemblyTooOld = "ES3006";

    /// <summary>The name of a sink type is not well-formed.</summary>
    public const string InvalidSinkType = "ES3007";

    /// <summary>Several plug-ins have one sink type.</summary>
    public const string Clash = "ES3008";

    /// <summary>Another source of the same sink type is used instead.</summary>
    public const string Overridden = "ES3009";

    /// <summary>A plug-in, or something that it depends on, cannot be loaded.</summary>
    public const string LoadFailed = "ES3010";

    /// <summary>The exported type is no sink factory that can be made.</summary>
    public const string NotAFactory = "ES3011";

    /// <summary>The factory's constructor asks for something that this host does not give.</summary>
    public const string MissingImport = "ES3012";

    /// <summary>The factory's constructor, or the plug-in's own initialization, threw.</summary>
    public const string InitializationFailed = "ES3013";

    /// <summary>The plug-in did not get ready in time.</summary>
    public const string InitializationTimedOut = "ES3014";

    /// <summary>A plug-in is not in the lock file.</summary>
    public const string NotLocked = "ES3015";

    /// <summary>A locked plug-in has a file that is not in the lock file.</summary>
    public const string FileNotLocked = "ES3016";

    /// <summary>A locked plug-in, or a file of it, is not there.</summary>
    public const string LockedFileMissing = "ES3017";

    /// <summary>A file of a locked plug-in is not as the lock file has it.</summary>
    public const string LockedFileChanged = "ES3018";

    /// <summary>A locked plug-in has a link among its files.</summary>
    public const string LinkInPlugin = "ES3019";

    /// <summary>The lock file cannot be read or understood, so that no plug-in is loaded.</summary>
    public const string LockUnusable = "ES3020";

    /// <summary>A locked plug-in cannot be copied to where it would be loaded from.</summary>
    public const string CopyFailed = "ES3021";
}
