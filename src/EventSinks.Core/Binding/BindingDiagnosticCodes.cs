namespace EventSinks.Binding;

/// <summary>The codes of what can be wrong with a declaration. They never change their meaning; ES2010 is retired.</summary>
public static class BindingDiagnosticCodes
{
    /// <summary>No plug-in has the sink type.</summary>
    public const string UnknownSinkType = "ES2001";

    /// <summary>A plug-in has the sink type, but cannot be used.</summary>
    public const string SinkTypeUnavailable = "ES2002";

    /// <summary>The sink type has no such option.</summary>
    public const string UnknownOption = "ES2003";

    /// <summary>An option that the sink type needs is missing.</summary>
    public const string MissingOption = "ES2004";

    /// <summary>An option has a value of the wrong kind.</summary>
    public const string WrongOptionType = "ES2005";

    /// <summary>An option has a value that is out of its range or form.</summary>
    public const string InvalidOption = "ES2006";

    /// <summary>The sink type itself warns about an option. A warning.</summary>
    public const string SinkTypeWarning = "ES2007";

    /// <summary>The sink type itself refuses an option.</summary>
    public const string SinkTypeError = "ES2008";

    /// <summary>Text is wanted, and a scalar of another kind was taken as text, as Heat does. A warning.</summary>
    public const string TakenAsText = "ES2009";

    /// <summary>Two declarations lead to one destination: every event arrives there twice. A warning.</summary>
    public const string SameDestination = "ES2011";

    /// <summary>Two declarations have one name.</summary>
    public const string DuplicateName = "ES2012";

    /// <summary>The plug-in failed while it looked at the options.</summary>
    public const string PluginFailed = "ES2013";

    /// <summary><c>events</c> has no such key.</summary>
    public const string UnknownEventsKey = "ES2014";

    /// <summary>A list in <c>events</c> is empty, so that nothing would ever be sent.</summary>
    public const string EmptyEventsList = "ES2015";

    /// <summary>A list in <c>events</c>, or an entry of one, is empty or too long.</summary>
    public const string InvalidEventsEntry = "ES2016";

    /// <summary>Heat has no such action or status. A warning: an engine may have some of its own.</summary>
    public const string UnknownEventWord = "ES2017";

    /// <summary>A key that is common to all sinks has a value other than the few that it can have.</summary>
    public const string UnknownChoice = "ES2018";

    /// <summary><c>max_age</c> is no length of time, or one out of range.</summary>
    public const string InvalidMaxAge = "ES2019";

    /// <summary>A later file declares the same destination with other options, and its declaration counts. A warning.</summary>
    public const string Replaced = "ES2030";

    /// <summary>An entry with <c>remove: true</c> finds nothing to remove.</summary>
    public const string NothingToRemove = "ES2031";

    /// <summary>The operator's own sink leads to the same destination, and stands. A warning.</summary>
    public const string OperatorsDestination = "ES2032";

    /// <summary>The operator's policy does not allow the sink type.</summary>
    public const string SinkTypeNotAllowed = "ES2040";

    /// <summary>The operator's policy does not allow the sink type to send to the host.</summary>
    public const string HostNotAllowed = "ES2041";

    /// <summary>The operator's policy does not allow the value of an option.</summary>
    public const string OptionNotAllowed = "ES2042";

    /// <summary>The stack, with all that are nested in it, has as many sinks as the operator's policy allows.</summary>
    public const string TooManySinks = "ES2043";

    /// <summary>The operator's policy limits an option that the sink type does not have.</summary>
    public const string PolicyDoesNotFit = "ES2044";
}
