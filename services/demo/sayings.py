"""What invented people say and write: best hopes, adjustments, plans, notes and reasons."""

BEST_HOPES = (
    "To keep the walking going, with people who get it.",
    "A reason to leave the house on a bad week.",
    "To share what helped me and hear what helps others.",
    "Keeping my pacing up when work gets busy.",
    "To laugh more, and not have to explain myself.",
    "Somewhere to practise relaxation without feeling silly.",
    "To get back to my allotment, a bit at a time.",
    "To have a plan ready for the next setback.",
    "To sleep a little better, and worry less when I do not.",
    "To be useful to somebody again.",
    "Friends who understand why I cancel.",
    "To dance at my niece's wedding, even one song.",
)
ADJUSTMENTS = (
    ("A chair with arms, near the door.", "I cannot stay seated for long and would leave early."),
    ("Space to stand up and walk about.", "My back locks and I lose the rest of the day."),
    ("Large print, please.", "I cannot follow hand-outs and give up."),
    ("A parking space close by.", "The walk from the car takes what energy I have."),
    ("A quiet corner when it gets loud.", "Noise makes my pain flare and I would go home."),
    ("Someone to meet me the first time.", "I doubt that I would come in by myself."),
    ("A reminder the day before.", "Brain fog: I would forget, and feel bad about it."),
    ("Facing the speaker: I lip-read.", "I miss half of what is said."),
)
WHEN = ("", "Mornings", "Afternoons", "After 6pm", "Weekdays, not Wednesdays", "Any time, leave a message")
PLANS = (
    "Tea, catch-up, then pacing with the activity diary.",
    "Gentle movement in chairs, then small groups.",
    "Setback plans: bring yours, or start one together.",
    "Relaxation practice and a round of small wins.",
    "Goals for the next month, in pairs.",
    "Sleep: what helps, what does not.",
    "Planning the summer outing, and who does what.",
    "Talking with family about pain.",
)
NOTES = (
    "",
    "",
    "Good energy today. People stayed on to chat.",
    "Quiet start, lovely finish.",
    "The new chairs helped.",
    "Relaxation went down well; do it again soon.",
    "Lots of talk about the heating. Ask the library.",
    "Two people swapped numbers.",
)
CANCELLED = (
    "Both coordinators unwell.",
    "The venue's heating failed.",
    "Snow: the buses were off.",
    "The venue was needed for an election.",
)
DECLINED = (
    "Has found another group nearer home.",
    "Would rather wait until the spring.",
    "Cannot manage the day of the week.",
)
NOT_REACHED = (
    "Three calls and two texts, no reply.",
    "The number is no longer in use.",
    "No reply to messages over a month.",
)
WITHDRAWN = ("Has moved out of the area.", "Asked us to take it back for now.")
STRENGTH_WORDS = ("", "", "Been doing it for years.", "It is what people ask me for.", "I enjoy it most in company.")
MEMBER_NOTES = (
    "Prefers to sit near the window.",
    "Happy to give lifts to people along the ring road.",
    "Likes a text the evening before.",
    "Would like to hear about the walking group.",
)
