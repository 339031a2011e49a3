namespace AllOptions;

/// <summary>Values of an option.</summary>
public enum Colour
{
    Red,
    DarkBlue,
}
