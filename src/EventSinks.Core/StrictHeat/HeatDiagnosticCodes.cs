namespace EventSinks.StrictHeat;

/// <summary>The codes of what is right here, and wrong in Heat. They never change their meaning.</summary>
public static class HeatDiagnosticCodes
{
    /// <summary>Heat has no such sink type.</summary>
    public const string UnknownSinkType = "ES1201";

    /// <summary>Heat's sink type has no such option; the keys that are common to all sinks here are none of Heat's.</summary>
    public const string UnknownOption = "ES1202";

    /// <summary>Heat refuses a sink without a target.</summary>
    public const string MissingTarget = "ES1203";

    /// <summary>Heat takes the target, and loses every event or delivers it to a queue of another name.</summary>
    public const string UndeliverableTarget = "ES1204";

    /// <summary>Heat takes the time to live, and loses every event because Zaqar does not.</summary>
    public const string UndeliverableTtl = "ES1205";

    /// <summary>Heat gives a sink nothing, because one before it fails.</summary>
    public const string BehindFailingSink = "ES1206";

    /// <summary>Heat's engine fails on sinks in two files.</summary>
    public const string SinksInTwoFiles = "ES1207";

    /// <summary>Heat's engine ignores an empty list of sinks.</summary>
    public const string IgnoredClearing = "ES1208";

    /// <summary>Heat adds the sinks of an update to those that are there, even the same ones, and removes none.</summary>
    public const string DuplicatingUpdate = "ES1209";

    /// <summary>Heat's engine fails on names of encrypted parameters in two files.</summary>
    public const string EncryptedNamesInTwoFiles = "ES1210";

    /// <summary>Heat's engine cannot put the values that two files give a parameter together.</summary>
    public const string UnmergeableParameter = "ES1211";
}
