namespace EventSinks.Environments;

/// <summary>The sections that an environment can have; Heat knows the same.</summary>
public static class EnvironmentSections
{
    /// <summary>Values for the template's parameters: a map.</summary>
    public const string Parameters = "parameters";

    /// <summary>Values for parameters of this name in any template, nested ones too: a map.</summary>
    public const string ParameterDefaults = "parameter_defaults";

    /// <summary>What resource types stand for, and hooks: a map.</summary>
    public const string ResourceRegistry = "resource_registry";

    /// <summary>The names of the parameters that the engine keeps encrypted: a list. Heat writes it for itself.</summary>
    public const string EncryptedParamNames = "encrypted_param_names";

    /// <summary>Where the stack's events go: a list of declarations.</summary>
    public const string EventSinks = "event_sinks";

    /// <summary>How several files' parameters are put together: a map.</summary>
    public const string ParameterMergeStrategies = "parameter_merge_strategies";

    /// <summary>Gets the names of all sections, in the order in which <see cref="StackEnvironment.ToJson"/> writes them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [ResourceRegistry, Parameters, ParameterDefaults, EventSinks, EncryptedParamNames, ParameterMergeStrategies];

    // What is not a list is a map.
    internal static bool IsList(string section) => section is EventSinks or EncryptedParamNames;

    // Heat shows these four even if the file does not have them.
    internal static bool IsAlwaysShown(string section) => section is ResourceRegistry or Parameters or ParameterDefaults or EventSinks;
}
